import { expect } from 'chai';
import { join } from 'node:path';
import sql from 'sql-template-tag';
import { projectRoot } from '../../support/documents.js';
import { startLibrary, type Library } from '../../support/library.js';

const origin = 'https://reader.example';

interface Link {
  readonly rel?: string;
  readonly href: string;
  readonly title?: string;
  readonly properties?: { readonly numberOfItems?: number };
}
interface Publication {
  readonly metadata: Readonly<Record<string, unknown>> & { readonly title: string };
  readonly links: readonly Link[];
}
interface Feed {
  readonly metadata: { readonly title: string; readonly numberOfItems: number };
  readonly links: readonly Link[];
  readonly publications?: readonly Publication[];
  readonly navigation?: readonly Link[];
  readonly groups?: readonly { readonly publications: readonly Publication[] }[];
  readonly facets?: readonly {
    readonly metadata: { readonly title: string };
    readonly links: readonly Link[];
  }[];
}
/** The rules of OPDS are part of the tests of the package, which is not compiled. */
interface Rules {
  readonly faultsOfFeed: (feed: Feed) => string[];
  readonly faultsOfPublication: (publication: Publication) => string[];
}

describe('The OPDS catalogue of the library', () => {
  let library: Library;
  let rules: Rules;

  before(async () => {
    rules = (await import(join(projectRoot, 'packages/opds/test/rules.js'))) as Rules;
    library = await startLibrary({ config: { corsOrigins: [origin] } });
    await library.addBook(
      {
        title: 'Crime and Punishment',
        subtitle: 'A Novel',
        contributors: [
          { name: 'Fyodor Dostoevsky', role: 'author' },
          { name: 'David McDuff', role: 'translator' },
        ],
        isbn: '9780143058144',
        publisher: 'Penguin',
        year: 1866,
        language: 'en',
        subjects: ['fiction', 'crime'],
      },
      2,
    );
    await library.addBook({ title: 'Der Spieler', language: 'de', year: 1867, subjects: ['fiction'] }, 0);
    for (let number = 1; number <= 60; number += 1)
      await library.addBook({ title: `Novel ${String(number).padStart(2, '0')}`, subjects: ['novels'] }, 1);
  });
  after(() => library.stop());

  const ask = (path: string, init: RequestInit = {}) => fetch(library.url + path, init);
  const feedAt = async (path: string): Promise<Feed> => {
    const answer = await ask(path);
    expect(answer.status, path).to.equal(200);
    const feed = (await answer.json()) as Feed;
    expect(rules.faultsOfFeed(feed), path).to.deep.equal([]);
    return feed;
  };
  const titles = ({ publications = [] }: Feed) => publications.map(({ metadata }) => metadata.title);
  const linkIn = ({ links }: Pick<Feed, 'links'>, rel: string) =>
    links.find((link) => link.rel === rel)?.href;
  const facet = ({ facets = [] }: Feed, title: string) =>
    facets.find(({ metadata }) => metadata.title === title)?.links ?? [];

  it('is walked from its root to the page on which a book is borrowed', async () => {
    const root = await feedAt('/opds');
    expect(root.groups?.[0]?.publications[0]?.metadata.title).to.equal('Novel 60');
    const search = (linkIn(root, 'search') ?? '').replace('{?query}', '?query=dostoevsky');
    const found = await feedAt(search);
    const [publication] = found.publications ?? [];
    if (!publication) throw new Error('Nothing was found.');
    expect(publication.metadata).to.deep.include({
      identifier: 'urn:isbn:9780143058144',
      author: [{ name: 'Fyodor Dostoevsky' }],
      translator: [{ name: 'David McDuff' }],
      language: 'en',
    });
    const alone = (await (await ask(linkIn(publication, 'self') ?? '')).json()) as Publication;
    expect(alone).to.deep.equal(publication);
    expect(rules.faultsOfPublication(alone)).to.deep.equal([]);
    const page = await ask(linkIn(alone, 'http://opds-spec.org/acquisition/borrow') ?? '');
    expect(await page.text())
      .to.include('Crime and Punishment')
      .and.include('Sign in');
  });

  it('gives every book once, page by page, in both orders', async () => {
    for (const order of ['title', 'newest']) {
      const seen: string[] = [];
      let at: string | undefined = `/opds/publications?order=${order}`;
      while (at !== undefined) {
        const feed: Feed = await feedAt(at);
        expect(feed.metadata.numberOfItems).to.equal(62);
        seen.push(...titles(feed));
        at = linkIn(feed, 'next');
      }
      expect([seen.length, new Set(seen).size]).to.deep.equal([62, 62]);
      expect(seen[0]).to.equal(order === 'title' ? 'Crime and Punishment' : 'Novel 60');
    }
  });

  it('narrows a search by facets, whose numbers are right', async () => {
    const feed = await feedAt('/opds/publications?query=fiction');
    for (const title of ['Availability', 'Subject', 'Language', 'Published'])
      for (const { href, properties } of facet(feed, title)) {
        const narrowed = await feedAt(href);
        expect(narrowed.metadata.numberOfItems, href).to.equal(properties?.numberOfItems);
        expect(narrowed.publications).to.have.length(properties?.numberOfItems ?? 0);
      }
    const german = facet(feed, 'Language').find(({ title }) => title === 'German');
    expect(titles(await feedAt(german?.href ?? ''))).to.deep.equal(['Der Spieler']);
  });

  it('narrows the list of all by what is free, and by what an address says', async () => {
    const feed = await feedAt('/opds/publications');
    const [free, rest] = facet(feed, 'Availability');
    expect([free?.properties?.numberOfItems, rest?.properties?.numberOfItems]).to.deep.equal([61, 1]);
    expect(titles(await feedAt(rest?.href ?? ''))).to.deep.equal(['Der Spieler']);
    expect(titles(await feedAt('/opds/publications?language=DE&decade=1860'))).to.deep.equal(['Der Spieler']);
    expect(titles(await feedAt('/opds/publications?subject=Crime'))).to.deep.equal(['Crime and Punishment']);
  });

  it('finds misspelt words, and leads on where nothing is found', async () => {
    const corrected = await feedAt('/opds/publications?query=dostoyevsky');
    expect(corrected.metadata.title).to.equal('Shelflife: search for “dostoevsky”');
    const nothing = await feedAt('/opds/publications?query=zzzzzzzz');
    expect(nothing).to.not.have.property('publications');
    expect(nothing.navigation).to.have.length(3);
  });

  it('shows a new book at once, and a withdrawn one no longer', async () => {
    const before = (await feedAt('/opds/publications')).metadata.numberOfItems;
    const id = await library.addBook({ title: 'A new one' }, 1);
    expect((await feedAt('/opds/publications')).metadata.numberOfItems).to.equal(before + 1);
    await library.api.delete(`/v1/books/${id}`, { token: library.librarian.token });
    expect((await feedAt('/opds/publications')).metadata.numberOfItems).to.equal(before);
    expect((await ask(`/opds/publications/${id}`)).status).to.equal(404);
  });

  it('answers with our headers, an ETag, and 304 to who has the answer', async () => {
    const headers = { Origin: origin, 'Accept-Encoding': 'identity' };
    const answer = await ask('/opds/publications', { headers });
    const tag = answer.headers.get('etag') ?? '';
    expect(answer.headers.get('content-type')).to.equal('application/opds+json');
    expect(answer.headers.get('cache-control')).to.equal('no-cache');
    expect(answer.headers.get('access-control-allow-origin')).to.equal(origin);
    expect(answer.headers.get('x-content-type-options')).to.equal('nosniff');
    expect(answer.headers.get('content-security-policy')).to.equal("frame-ancestors 'none'");
    expect(answer.headers.get('ratelimit-policy')).to.include('"anonymous"');
    expect(answer.headers.has('x-request-id')).to.equal(true);
    const again = await ask('/opds/publications', { headers: { ...headers, 'If-None-Match': tag } });
    expect([again.status, await again.text()]).to.deep.equal([304, '']);
  });

  it('is compressed for who accepts it, and has no body for HEAD', async () => {
    const compressed = await ask('/opds/publications', { headers: { 'Accept-Encoding': 'gzip' } });
    expect(compressed.headers.get('content-encoding')).to.equal('gzip');
    expect(((await compressed.json()) as Feed).metadata.numberOfItems).to.equal(62);
    const head = await ask('/opds', { method: 'HEAD' });
    expect([head.status, await head.text()]).to.deep.equal([200, '']);
  });

  const hostile: readonly (readonly [path: string, status: number, code: string])[] = [
    ['/opds/publications?query=%00', 400, 'request.malformed'],
    ['/opds/publications?order=x', 400, 'request.malformed'],
    ['/opds/publications?cursor=forged.cursor', 400, 'request.cursor_invalid'],
    ['/opds/publications/0', 404, 'request.not_found'],
    ['/opds/publications/999999999999999', 404, 'request.not_found'],
    ['/opds/publications/9999999999999999999999', 404, 'request.not_found'],
    ['/opds/publications/__proto__', 404, 'request.not_found'],
    ['/opds/publications/%00', 404, 'request.not_found'],
    ['/opds/publications/%ED%A0%80', 404, 'request.not_found'],
    ['/opds/nothing', 404, 'request.not_found'],
    ['/OPDS', 404, 'request.not_found'],
  ];
  for (const [path, status, code] of hostile) {
    it(`refuses ${path} in our form, with a link to the page of the code`, async () => {
      const answer = await ask(path);
      expect([answer.status, ((await answer.json()) as { code: string }).code]).to.deep.equal([status, code]);
      expect(answer.headers.get('link')).to.equal(`</docs/problems/${code}>; rel="help"`);
      expect(answer.headers.get('cache-control')).to.equal('no-store');
    });
  }

  for (const query of ['%ED%A0%80', "'%20or%201=1--", '%25%5C_', '🕮', 'a'.repeat(200), '%EF%BF%BF']) {
    it(`searches for ${query.slice(0, 20)} without a fault`, () =>
      feedAt(`/opds/publications?query=${query}`));
  }

  it('takes a cursor only for the list and the order that it was given for', async () => {
    const feed = await feedAt('/opds/publications?order=title');
    const next = new URL(linkIn(feed, 'next') ?? '', library.url);
    next.searchParams.set('order', 'newest');
    expect((await fetch(next)).status).to.equal(400);
  });

  it('only reads, and says so', async () => {
    const answer = await ask('/opds/publications', { method: 'POST' });
    expect([answer.status, answer.headers.get('allow')]).to.deep.equal([405, 'HEAD, GET, OPTIONS']);
    const options = await ask('/opds/publications', { method: 'OPTIONS' });
    expect([options.status, options.headers.get('allow')]).to.deep.equal([204, 'HEAD, GET, OPTIONS']);
    const rows = await library.rows<{ count: number }>(sql`select count(*)::int as count from loan`);
    expect(rows[0]?.count).to.equal(0);
  });

  it('has a document and a page of its own, and is named on the home page', async () => {
    const document = (await (await ask('/opds/openapi.json')).json()) as { servers: unknown };
    expect(document.servers).to.deep.equal([{ url: '/opds' }]);
    const page = await ask('/opds/docs');
    expect(page.headers.get('content-security-policy'))
      .to.include("default-src 'none'")
      .and.include('sha256-');
    expect(page.headers.get('referrer-policy')).to.equal('no-referrer');
    const home = await (await ask('/', { headers: { Accept: 'text/html' } })).text();
    expect(home).to.include('<a href="/opds/docs">');
  });
});

describe('The limit of anonymous callers', () => {
  it('counts each route of the OPDS catalogue by itself', async () => {
    const library = await startLibrary({ config: { limitAnonymous: { points: 2, seconds: 60 } } });
    try {
      const statuses: number[] = [];
      for (const path of ['/opds', '/opds', '/opds', '/opds/docs'])
        statuses.push((await fetch(library.url + path)).status);
      expect(statuses).to.deep.equal([200, 200, 429, 200]);
    } finally {
      await library.stop();
    }
  });
});
