import { expect } from 'chai';
import { refusalsOf } from '../../../src/interface/kernel/declaration/declared-refusals.js';
import { minors, versionPath } from '../../../src/interface/kernel/declaration/version.js';
import { fieldFaultPath } from '../../../src/interface/documentation/discovery/field-fault-page.js';
import { adviceOnKind } from '../../../src/interface/documentation/problems/advice.js';
import { startService, type RunningService } from '../../support/service.js';

/** The text of a piece of HTML, with one space between words. */
function textOf(html: string): string {
  const text = html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** Heading → the text below it. */
function partsOf(page: string): Readonly<Record<string, string>> {
  const [, ...parts] = page.split('<h2>');
  return Object.fromEntries(
    parts.map((part) => {
      const [heading = '', rest = ''] = part.split('</h2>');
      return [heading, textOf(rest.split('</main>')[0] ?? '')];
    }),
  );
}

const linksIn = (page: string): string[] =>
  [...page.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, href = '']) => href.replaceAll('&#38;', '&'));

describe('The problem pages', () => {
  let app: RunningService;
  /** Code → its page. */
  let pages: Map<string, string>;

  before(async () => {
    app = await startService();
    const index = await textAt('/docs/problems');
    const paths = linksIn(index).filter(
      (path) => path.startsWith('/docs/problems/') && path !== fieldFaultPath,
    );
    pages = new Map(
      await Promise.all(
        paths.map(async (path) => [path.split('/').at(-1) ?? '', await textAt(path)] as const),
      ),
    );
  });

  after(() => app.stop());

  async function textAt(path: string): Promise<string> {
    const response = await fetch(app.url + path, { headers: { Accept: '*/*' } });
    expect(response.status, path).to.equal(200);
    return response.text();
  }

  it('exist for every code that a route declares', () => {
    const declared = [...app.service.versions, ...app.service.standalone].flatMap(({ version, routes }) =>
      routes.flatMap((route) => refusalsOf(version, route).map(({ code }) => code)),
    );
    expect([...pages.keys()]).to.include.members([...new Set(declared)]);
  });

  for (const heading of ['What it means', 'What to do', 'Send it again?']) {
    it(`have a text of their own under "${heading}"`, () => {
      const general = Object.values(adviceOnKind).flatMap(({ means, todo, repeat }) => [means, todo, repeat]);
      const seen = new Map(general.map((text) => [text.replaceAll('`', ''), 'a kind']));
      for (const [code, page] of pages) {
        const text = partsOf(page)[heading] ?? '';
        expect(text.length, code).to.be.greaterThan(15);
        expect(seen.get(text), `${code} has the text of`).to.equal(undefined);
        seen.set(text, code);
      }
    });
  }

  it('name only operations, parameters and fields that exist', async () => {
    const documents = await Promise.all(
      [...app.service.versions, ...app.service.standalone].map(({ version }) =>
        textAt(`${versionPath(version)}/openapi/${minors(version).at(-1)}.json`),
      ),
    );
    for (const [code, page] of pages) {
      const words = [...page.matchAll(/<code>([a-z]+(?:[A-Z][a-z]+)+|[a-z]+(?:_[a-z]+)+)<\/code>/g)];
      for (const [, word = ''] of words) {
        const isKnown = documents.some((document) => document.includes(`"${word}"`));
        expect(isKnown, `${code} names ${word}`).to.equal(true);
      }
    }
  });

  it('link to operations that help', () => {
    const helped = (code: string, operation: string) =>
      expect(pages.get(code), code).to.match(
        new RegExp(
          `<a href="/v\\d/docs[?]minor=[\\d.]+#/[\\w-]+/${operation}"><code>${operation}</code></a>`,
        ),
      );
    helped('accounts.email_unverified', 'requestEmailVerification');
    helped('circulation.loan_limit_reached', 'listMyLoans');
    helped('request.token_missing', 'issueTokens');
  });

  it('have no link that leads nowhere, nor has any other page', async () => {
    const seen = new Set<string>();
    const anchors = new Set<string>();
    const waiting = ['/', '/docs/problems', '/docs/guides'];
    for (let link = waiting.pop(); link !== undefined; link = waiting.pop()) {
      const [path = ''] = link.split('#');
      if (path !== link) anchors.add(link);
      if (path === '' || seen.has(path)) continue;
      seen.add(path);
      const page = await textAt(path);
      if (page.startsWith('<!DOCTYPE') && !/^\/v\d/.test(path)) waiting.push(...linksIn(page));
    }
    expect(anchors.size).to.be.greaterThan(60);
    for (const link of anchors)
      await (/^(?:\/ops)?\/v\d+\/docs\b/.test(link) ? expectOperation(link) : expectAnchor(link));
  });

  async function expectAnchor(link: string): Promise<void> {
    const [path = '', anchor] = link.split('#');
    // The anchor of a page itself.
    if (path !== '') expect(await textAt(path), link).to.include(`id="${anchor}"`);
  }

  const documents = new Map<string, Promise<string>>();

  /** The documentation page shows the operation of an anchor if its document has it under this tag. */
  async function expectOperation(link: string): Promise<void> {
    const [path = '', anchor] = link.split('#');
    const url = new URL(path, app.url);
    const minor = url.searchParams.get('minor');
    const address = url.pathname.replace(/docs$/, minor === null ? 'openapi.json' : `openapi/${minor}.json`);
    const text = documents.get(address) ?? textAt(address);
    documents.set(address, text);
    const { paths } = JSON.parse(await text) as {
      paths: Record<string, Record<string, { operationId: string; tags: string[] }>>;
    };
    const anchors = Object.values(paths)
      .flatMap((each) => Object.values(each))
      .map(({ operationId, tags: [tag = ''] }) => `/${encodeURIComponent(tag)}/${operationId}`);
    expect(anchors, link).to.include(anchor);
  }
});
