import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'chai';
import { createOpdsRouter } from '../src/index.js';
import { startCatalogue } from './fixture.js';

/** @typedef {import('./rules.js').Json} Json */

describe('The document of the OPDS catalogue', () => {
  /** @type {Awaited<ReturnType<typeof startCatalogue>>} */
  let catalogue;
  /** @type {Json} */
  let document;
  before(async () => {
    catalogue = await startCatalogue();
    document = await catalogue.read('/opds/openapi.json');
  });
  after(() => catalogue.stop());

  it('says where the catalogue is, and whose it is', () => {
    expect(document.servers).to.deep.equal([{ url: '/opds' }]);
    expect(document.info.title).to.equal('Harbour Library: OPDS catalogue');
  });

  it('has every route with its name, and nothing else', () => {
    const none = { find: async () => undefined, list: async () => ({ publications: [], total: 0 }) };
    const router = createOpdsRouter(none, { title: '', path: '/books/opds', borrowLink: () => '/' });
    const routes = router.stack.map(({ name, path, methods }) => `${methods.join()} ${path} ${name}`);
    const documented = Object.entries(document.paths).map(
      ([path, { get }]) =>
        `HEAD,GET /books/opds${path.replace(/^\/$/, '').replace('{id}', ':id')} ${get.operationId}`,
    );
    expect(routes).to.have.members(documented);
  });

  it('describes every answer', async () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats(ajv);
    ajv.addSchema(document, 'document');
    const validate = (/** @type {string} */ name, /** @type {Json} */ answer) => {
      const isValid = ajv.validate({ $ref: `document#/components/schemas/${name}` }, answer);
      expect(ajv.errorsText(), name).to.equal('No errors');
      return isValid;
    };
    for (const path of ['/opds', '/opds/publications', '/opds/publications?query=x&subject=y&available=true'])
      validate('Feed', await catalogue.read(path));
    for (const id of ['7', '%C3%A4%2F%C3%B6'])
      validate('Publication', await catalogue.read(`/opds/publications/${id}`));
    const feed = await catalogue.read('/opds');
    const planted = { ...feed, unknown: true };
    expect(ajv.validate({ $ref: 'document#/components/schemas/Feed' }, planted)).to.equal(false);
  });

  it('is a page, too, on which nothing loads and only its own style applies', async () => {
    const answer = await catalogue.ask('/opds/docs');
    const html = await answer.text();
    expect(answer.headers.get('content-type')).to.equal('text/html; charset=utf-8');
    expect(answer.headers.get('content-security-policy')).to.match(
      /^default-src 'none'; style-src 'sha256-[\w+/=]{44}'; /,
    );
    expect(html).to.not.match(/<script|src=|https?:/);
    for (const { get } of Object.values(document.paths)) expect(html).to.include(`id="${get.operationId}"`);
    expect(html)
      .to.include('<code>GET /opds/publications/{id}</code>')
      .and.include('<dt><code>query</code></dt>');
  });

  it('lets no name become HTML', async () => {
    const hostile = await startCatalogue(undefined, '<b>&');
    const html = await (await hostile.ask('/opds/docs')).text();
    await hostile.stop();
    expect(html).to.include('&#60;b&#62;&#38;: OPDS').and.not.include('<b>');
  });
});
