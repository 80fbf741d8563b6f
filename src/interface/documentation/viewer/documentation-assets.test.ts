import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { startFixtureApi } from '../../../../test/support/fixture-api/start.js';
import { assets } from './documentation-assets.js';

describe('The files of the documentation page', () => {
  let api: Awaited<ReturnType<typeof startFixtureApi>>;

  before(async () => {
    api = await startFixtureApi();
  });

  after(() => api.stop());

  /** Sends the path unchanged, because fetch would normalise it first. */
  async function ask(path: string, method = 'GET'): Promise<{ answer: IncomingMessage; body: string }> {
    const { hostname, port } = new URL(api.url);
    const asked = request({ hostname, port, path, method, agent: false }).end();
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    return { answer, body: await text(answer) };
  }

  it('may be cached for ever, because their address contains their version', async () => {
    const { answer, body } = await ask(`${assets.path}/swagger-ui.min.css`);
    expect(answer.statusCode).to.equal(200);
    expect(answer.headers['cache-control']).to.equal('public, max-age=31536000, immutable');
    expect(answer.headers['content-type']).to.equal('text/css; charset=utf-8');
    expect(body).to.include('.swagger-ui');
    expect(answer.headers).to.not.have.property('ratelimit');
  });

  it('are a fixed list, whatever is requested', async () => {
    const outside = ['index.html', 'package.json', '../package.json', '..%2fpackage.json', 'constructor', ''];
    for (const name of outside) {
      const { answer } = await ask(`${assets.path}/${name}`);
      expect(answer.statusCode, name).to.equal(404);
    }
  });

  it('are read-only', async () => {
    expect((await ask(`${assets.path}/favicon-32x32.png`, 'HEAD')).answer.statusCode).to.equal(200);
    expect((await ask(`${assets.path}/favicon-32x32.png`, 'POST')).answer.statusCode).to.equal(404);
  });
});
