import { expect } from 'chai';
import { createConfig, type EnvironmentName } from '../../../config/index.js';
import { bootstrap, type Service } from '../../../src/composition/start/bootstrap.js';
import { parseReleases, Releases } from '../../../src/composition/start/releases.js';
import { listen } from '../../../src/interface/kernel/app/http-server.js';

const settings = {
  databaseUrl: 'postgresql://nobody@localhost/none',
  jwtSecrets: ['a-secret-of-this-test-that-is-long-enough'],
  registration: 'open' as const,
  publicUrl: 'https://library.example',
  logLevel: 'silent' as const,
};

/** A service in an environment, after these releases. It needs no database for what it says of itself. */
async function serviceAfter(releases: string, name: EnvironmentName = 'production') {
  const service: Service = await bootstrap(createConfig(name, settings), [
    (container) => container.registerInstance<Releases>(Releases, parseReleases(releases)),
  ]);
  const server = await listen(service.app, '127.0.0.1', 0);
  return {
    ask: async (path: string, minor?: string) => {
      const headers: Record<string, string> = minor === undefined ? {} : { 'API-Version': minor };
      const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, { headers });
      return { status: answer.status, text: await answer.text() };
    },
    stop: async () => {
      await server.close(0);
      await service.close();
    },
  };
}

describe('A draft', () => {
  let running: Awaited<ReturnType<typeof serviceAfter>>;
  const after = async (releases: string, name?: EnvironmentName) => {
    running = await serviceAfter(releases, name);
    return running.ask;
  };
  afterEach(() => running.stop());

  it('is no minor of production: it is unknown, and in no document and no list', async () => {
    const ask = await after('1.0 2026-11-30\n1.1 2026-11-30\n2.0 2026-11-30\n');
    const refused = await ask('/v2/books', '2.1');
    expect([refused.status, JSON.parse(refused.text)]).to.deep.include.members([400]);
    expect(refused.text).to.contain('request.version_unknown').and.not.contain('2.1');
    expect((await ask('/v2/openapi/2.1.json')).status).to.equal(404);
    expect((await ask('/v2/openapi/2.0.json')).text).to.not.contain('renewalsLeft');
    for (const page of ['/versions', '/docs/changelog/v2', '/v2/openapi.json', '/.well-known/api-catalog'])
      expect((await ask(page)).text, page).to.not.match(/\b2\.1\b|renewalsLeft/);
    expect((await ask('/versions')).text).to.contain('"1.1"');
  });

  it('has no page in production: the page for imports comes with its minor, and the front page does not name it', async () => {
    const asked = async (releases: string) => {
      const ask = await after(releases);
      const found = [(await ask('/import')).status, (await ask('/')).text.includes('href="/import"')];
      return found;
    };
    expect(await asked('1.0 2026-11-30\n2.0 2026-11-30\n2.3 2026-11-30\n')).to.deep.equal([404, false]);
    await running.stop();
    expect(await asked('1.0 2026-11-30\n2.0 2026-11-30\n2.4 2026-12-15\n')).to.deep.equal([200, true]);
  });

  it('of a major without a release does not exist in production', async () => {
    const ask = await after('2.0 2026-11-30\n');
    expect((await ask('/v1/openapi.json')).status).to.equal(404);
    expect((await ask('/versions')).text).to.not.contain('v1');
  });

  it('can be tried everywhere else, and in production before the first release', async () => {
    const elsewhere = await after('1.0 2026-11-30\n2.0 2026-11-30\n', 'staging');
    expect((await elsewhere('/v2/openapi/2.1.json')).text).to.contain('renewalsLeft');
    await running.stop();
    const before = await after('');
    expect((await before('/v2/openapi/2.1.json')).text).to.contain('renewalsLeft');
  });
});
