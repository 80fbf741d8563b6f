import { expect } from 'chai';
import * as lamps from '../../support/fixture-api/lamps.js';
import { pinned } from '../../support/fixture-api/pinned.js';
import { mounted, startFixtureApi } from '../../support/fixture-api/start.js';

type Headers = Readonly<Record<string, string>>;

describe('A minor', () => {
  let api: Awaited<ReturnType<typeof startFixtureApi>>;

  before(async () => {
    const versions = [
      mounted(lamps.version, lamps.routes),
      mounted(lamps.second.version, lamps.second.routes),
    ];
    api = await startFixtureApi({ versions, guides: lamps.guides, callers: pinned });
  });

  after(() => api.stop());

  async function ask(path: string, headers: Headers = {}, body?: object) {
    const response = await fetch(api.url + path, {
      method: body ? 'POST' : 'GET',
      headers: { ...headers, ...(body && { 'Content-Type': 'application/json' }) },
      body: body ? JSON.stringify(body) : null,
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      minor: response.headers.get('api-version'),
    };
  }

  const answers: readonly [asked: Headers, minor: string, text: string][] = [
    [{}, '1.0', '{"id":5,"label":"Lamp"}'],
    [{ 'API-Version': '1.0' }, '1.0', '{"id":5,"label":"Lamp"}'],
    [{ 'API-Version': '1.1' }, '1.1', '{"id":5,"label":"Lamp","watts":40}'],
    [{ 'API-Version': '1.2' }, '1.2', '{"id":5,"name":"Lamp","watts":40}'],
    [{ Authorization: 'Bearer pinned' }, '1.1', '{"id":5,"label":"Lamp","watts":40}'],
    [{ Authorization: 'Bearer pinned', 'API-Version': '1.0' }, '1.0', '{"id":5,"label":"Lamp"}'],
    [{ Authorization: 'Bearer other' }, '1.0', '{"id":5,"label":"Lamp"}'],
  ];
  for (const [asked, minor, text] of answers) {
    it(`is ${minor} for ${JSON.stringify(asked)}, and the answer has the shape of that minor`, async () => {
      const answer = await ask('/v1/lamps/5', asked);
      expect(answer).to.include({ status: 200, minor, text });
      expect(answer.headers.get('vary')).to.include('API-Version').and.include('Authorization');
      expect(answer.headers.get('etag')).to.equal(`"r5-v${minor}"`);
    });
  }

  it('has no operation that came later', async () => {
    const dim = (minor: string) =>
      fetch(`${api.url}/v1/lamps/5/dimming`, {
        method: 'PUT',
        headers: { Authorization: 'Bearer pinned', 'API-Version': minor },
      });
    expect((await dim('1.2')).status).to.equal(200);
    const early = await dim('1.1');
    expect(early.status).to.equal(404);
    expect(await early.json()).to.deep.equal({
      message: 'There is nothing at this address.',
      code: 'request.not_found',
    });
  });

  const refused: readonly [asked: string, code: string][] = [
    ['1.3', 'request.version_unknown'],
    ['2.0', 'request.version_unknown'],
    ['1', 'request.version_malformed'],
    ['newest', 'request.version_malformed'],
    ['1.0, 1.1', 'request.version_malformed'],
  ];
  for (const [asked, code] of refused) {
    it(`is refused when it is "${asked}", with the list of supported minors`, async () => {
      const { status, text, minor } = await ask('/v1/lamps/5', { 'API-Version': asked });
      expect(status).to.equal(400);
      expect(minor).to.equal('1.0');
      const { code: given, errors } = JSON.parse(text) as { code: string; errors: object };
      expect(given).to.equal(code);
      expect(errors).to.deep.equal({ 'API-Version': ['API-Version must be one of 1.0, 1.1, 1.2'] });
    });
  }

  it('is refused as unknown before the caller is authenticated', async () => {
    const response = await fetch(`${api.url}/v1/lamps/5/dimming`, {
      method: 'PUT',
      headers: { 'API-Version': '1.9' },
    });
    expect(response.status).to.equal(400);
  });

  it('is in the headers of a refusal as well', async () => {
    const { status, minor } = await ask('/v1/lamps/x', { 'API-Version': '1.1' });
    expect(status).to.equal(400);
    expect(minor).to.equal('1.1');
  });

  it('accepts requests in its own shape', async () => {
    expect((await ask('/v1/lamps', {}, { label: 'Desk' })).text).to.equal('{"id":1,"label":"Desk"}');
    const newest = await ask('/v1/lamps', { 'API-Version': '1.2' }, { name: 'Desk' });
    expect(newest.text).to.equal('{"id":1,"name":"Desk","watts":40}');
    expect((await ask('/v1/lamps', { 'API-Version': '1.2' }, { label: 'Desk' })).status).to.equal(400);
  });

  it('has its own entries in the cache', async () => {
    const texts = new Set<string>();
    for (const minor of ['1.0', '1.1', '1.2', '1.0', '1.1', '1.2']) {
      const answer = await ask('/v1/lamps', { 'API-Version': minor });
      expect(answer.headers.get('x-cache')).to.equal(texts.has(answer.text) ? 'HIT' : 'MISS');
      texts.add(answer.text);
    }
    expect(texts.size).to.equal(3);
  });

  it('belongs to one major: the other has its own minors', async () => {
    expect(await ask('/v2/tools/best')).to.include({ status: 200, minor: '2.0' });
    expect((await ask('/v2/tools/best', { 'API-Version': '1.0' })).status).to.equal(400);
  });

  it('has a permanent document, and the default document is that of the minor in the answer', async () => {
    const older = await ask('/v1/openapi/1.0.json');
    expect(older.headers.get('cache-control')).to.equal('public, max-age=31536000, immutable');
    expect((await ask('/v1/openapi.json')).text).to.equal(older.text);
    const newest = await ask('/v1/openapi/1.2.json');
    expect((await ask('/v1/openapi.json', { 'API-Version': '1.2' })).text).to.equal(newest.text);
    expect(newest.text).to.not.equal(older.text);
    expect((JSON.parse(newest.text) as { info: { version: string } }).info.version).to.equal('1.2');
    for (const unknown of ['1.3', '2.0', 'x', '__proto__']) {
      expect((await ask(`/v1/openapi/${unknown}.json`)).status, unknown).to.equal(404);
    }
  });

  it('has a page of its documentation', async () => {
    expect((await ask('/v1/docs')).text).to.include('"url":"/v1/openapi.json"');
    expect((await ask('/v1/docs?minor=1.1')).text).to.include('"url":"/v1/openapi/1.1.json"');
    expect((await ask('/v1/docs?minor=1.7')).status).to.equal(400);
  });
});
