import { DOMParser, type Element } from '@xmldom/xmldom';
import { expect } from 'chai';
import { Releases } from '../../../src/composition/start/releases.js';
import { startService, type RunningService } from '../../support/service.js';

const atom = 'http://www.w3.org/2005/Atom';
const home = 'https://library.example/desk';
const days = [
  ['1.0', '2026-11-30'],
  ['2.0', '2026-11-30'],
  ['2.1', '2027-02-03'],
] as const;

/** The root of well-formed XML. @throws on the first fault */
function parse(text: string): Element {
  const refuse = (level: string, message: string) => {
    throw new Error(`${level}: ${message}`);
  };
  const { documentElement } = new DOMParser({ onError: refuse }).parseFromString(text, 'text/xml');
  if (!documentElement) throw new Error('no root');
  return documentElement;
}

const childrenOf = (parent: Element, name: string): Element[] =>
  [...parent.childNodes].filter(
    (node): node is Element => node.namespaceURI === atom && node.nodeName === name,
  );
const textOf = (parent: Element, name: string): string => {
  const [only, ...others] = childrenOf(parent, name);
  expect(others, `more than one ${name}`).to.deep.equal([]);
  return only?.textContent ?? '';
};
const linkOf = (parent: Element, rel: string): string =>
  childrenOf(parent, 'link')
    .find((link) => link.getAttribute('rel') === rel)
    ?.getAttribute('href') ?? '';

describe('The feed of changes', () => {
  let running: RunningService;
  before(async () => {
    running = await startService({
      content: 'migrated',
      config: { publicUrl: home },
      overrides: [(container) => void container.registerInstance<Releases>(Releases, new Map(days))],
    });
  });
  after(() => running.stop());

  const feed = async (path: string): Promise<Element> => {
    const { status, headers, body } = await running.api.get(path);
    expect([status, headers.get('content-type')], path).to.deep.equal([200, 'application/atom+xml']);
    return parse(body as string);
  };

  for (const path of ['/docs/changelog.atom', '/docs/changelog/v1.atom', '/docs/changelog/v2.atom']) {
    it(`is Atom with all that RFC 4287 requires: ${path}`, async () => {
      const root = await feed(path);
      expect([root.namespaceURI, root.nodeName]).to.deep.equal([atom, 'feed']);
      const entries = childrenOf(root, 'entry');
      expect(entries).to.not.deep.equal([]);
      const [author] = childrenOf(root, 'author');
      expect(author && textOf(author, 'name')).to.equal('Shelflife');
      for (const each of [root, ...entries]) {
        expect(textOf(each, 'id')).to.match(/^tag:library[.]example,2026:\/docs\/changelog/);
        expect(textOf(each, 'title')).to.match(/\S/);
        expect(textOf(each, 'updated')).to.match(/^\d{4}-\d\d-\d\dT00:00:00Z$/);
        expect(linkOf(each, 'alternate')).to.match(/^https:\/\/library[.]example\/desk\//);
      }
      expect(linkOf(root, 'self')).to.equal(home + path);
      expect(new Set(entries.map((each) => textOf(each, 'id'))).size).to.equal(entries.length);
    });
  }

  it('has the released changes only, the newest first, each with the day of its release', async () => {
    const root = await feed('/docs/changelog.atom');
    const shown = childrenOf(root, 'entry').map((each) => [
      textOf(each, 'title').split(':')[0],
      textOf(each, 'updated').slice(0, 10),
    ]);
    expect(shown).to.deep.equal([days[2], days[0], days[1]].map((each) => [...each]));
    expect(textOf(root, 'updated')).to.equal('2027-02-03T00:00:00Z');
  });

  it('leads to the place of each change on the page', async () => {
    const [change] = childrenOf(await feed('/docs/changelog/v2.atom'), 'entry');
    const [page, anchor] = (change ? linkOf(change, 'alternate') : '').slice(home.length).split('#');
    const { body } = await running.api.get(page ?? '');
    expect(body).to.include(`id="${anchor}"`);
  });

  it('is announced by its pages and by the API catalogue', async () => {
    const page = (await running.api.get('/docs/changelog/v2')).body as string;
    const announced = [
      ...page.matchAll(/<link rel="alternate" type="application\/atom\+xml"[^>]*href="([^"]+)"/g),
    ];
    expect(announced.map(([, href]) => href)).to.deep.equal([
      '/docs/changelog/v2.atom',
      '/docs/changelog.atom',
    ]);
    const { body } = await running.api.get('/.well-known/api-catalog');
    expect(JSON.stringify(body)).to.include('"/docs/changelog/v2.atom"');
  });

  it('stands beside a page that tells drafts from releases', async () => {
    const page = (await running.api.get('/docs/changelog/v1')).body as string;
    const [draft, released] = page.split('<h2 id="1.0">');
    expect(draft).to.include('<h2 id="1.1">').and.include('A draft');
    expect(released).to.include('<time datetime="2026-11-30">').and.not.include('A draft');
  });
});

describe('The feed of changes before the first release', () => {
  it('is valid and empty, with links to this machine', async () => {
    const overrides = [
      (container: { registerInstance: (token: symbol, value: unknown) => unknown }) =>
        void container.registerInstance(Releases, new Map()),
    ];
    const running = await startService({ content: 'migrated', overrides });
    const root = parse((await running.api.get('/docs/changelog.atom')).body as string);
    expect(childrenOf(root, 'entry')).to.deep.equal([]);
    expect(textOf(root, 'updated')).to.match(/^\d{4}-/);
    const { port } = new URL(running.url);
    expect(linkOf(root, 'self')).to.equal(`http://localhost:${port}/docs/changelog.atom`);
    await running.stop();
  });
});
