import { expect } from 'chai';
import { Contract } from '../../src/interface/documentation/migration/contract.js';
import {
  DerivedContractDiffs,
  type SuccessiveVersion,
} from '../../src/interface/documentation/migration/contract-diffs.js';
import { anchorOf, majorDifferences } from '../../src/interface/documentation/migration/major-differences.js';
import type { WholeSuccession } from '../../src/interface/documentation/migration/succession.js';
import { openApiDocument } from '../../src/interface/documentation/openapi/document.js';
import type { OpenDocument } from '../../src/interface/kernel/declaration/contract-change.js';
import { minors } from '../../src/interface/kernel/declaration/version.js';
import { successionFaults } from '../support/contracts/succession-faults.js';
import { startService, type RunningService } from '../support/service.js';

/** The text of a page, with one space between words. */
function textOf(page: string): string {
  const decoded = page
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
  return decoded.replaceAll(/\s+/g, ' ');
}

describe('The guide from v1 to v2', function () {
  this.timeout(60_000);
  let service: RunningService;
  let documents: { readonly v1: OpenDocument; readonly v2: OpenDocument };
  let succession: WholeSuccession;
  let page: string;

  before(async () => {
    service = await startService();
    const [v1, v2] = service.service.versions as readonly SuccessiveVersion[];
    if (!v1?.succession || !v2) throw new Error('v1 does not say how it continues.');
    ({ succession } = v1);
    documents = { v1: openApiDocument(v1.version, v1.routes), v2: openApiDocument(v2.version, v2.routes) };
    page = await (await fetch(`${service.url}/docs/guides/v1-to-v2`)).text();
  });

  after(() => service.stop());

  const faultsWith = (edit: (v1: OpenDocument, v2: OpenDocument) => void): string[] => {
    const [v1, v2] = [structuredClone(documents.v1), structuredClone(documents.v2)];
    edit(v1, v2);
    return successionFaults(new Contract(v1), new Contract(v2), succession);
  };

  it('says of every operation, parameter, field and code of v1 what becomes of it', () => {
    expect(faultsWith(() => undefined)).to.deep.equal([]);
  });

  for (const [what, edit, fault] of [
    [
      'an operation that v1 gets',
      (v1: OpenDocument) =>
        (v1['paths']['/v1/lamps'] = { get: { ...v1['paths']['/v1/users'].get, operationId: 'listLamps' } }),
      'listLamps is missing',
    ],
    [
      'an operation that v2 loses',
      (_: OpenDocument, v2: OpenDocument) => delete v2['paths']['/v2/search'],
      'searchBooks leads to searchCatalogue, which is no operation',
    ],
    [
      'a field that v1 gets',
      (v1: OpenDocument) => (v1['components'].schemas.BookV1.properties.weight = { type: 'integer' }),
      'BookV1: weight: integer ends without a note',
    ],
    [
      'a field that v2 renames',
      (_: OpenDocument, v2: OpenDocument) => {
        const { properties } = v2['components'].schemas.Book;
        properties.makers = properties.contributors;
        delete properties.contributors;
      },
      'BookV1.author leads to contributors, which is no field',
    ],
    [
      'a parameter that v2 loses',
      (_: OpenDocument, v2: OpenDocument) => {
        const { get } = v2['paths']['/v2/books'];
        get.parameters = get.parameters.filter(({ name }: { name?: string }) => name !== 'yearFrom');
      },
      'listBooks: query year_from: integer ends without a note',
    ],
    [
      'a code that v2 loses',
      (_: OpenDocument, v2: OpenDocument) => {
        for (const operation of Object.values<OpenDocument>(v2['paths']).flatMap((each) =>
          Object.values(each),
        ))
          delete operation.responses['404']?.content?.['application/problem+json']?.examples[
            'catalogue.book_not_found'
          ];
      },
      'the code catalogue.book_not_found is missing',
    ],
  ] as const) {
    it(`notices ${what}`, () => {
      expect(faultsWith(edit)).to.include(fault);
    });
  }

  it('is a page with a part for every difference', () => {
    const all = majorDifferences(new Contract(documents.v1), new Contract(documents.v2), succession);
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    expect(all.map(({ id }) => anchorOf(id)).filter((id) => !ids.has(id))).to.deep.equal([]);
  });

  it('names every operation, every field and every code that changes', () => {
    const text = textOf(page);
    const all = majorDifferences(new Contract(documents.v1), new Contract(documents.v2), succession);
    const cells = all.flatMap(({ rows }) => rows.flatMap(({ before, after }) => [before, after]));
    expect(cells.filter((cell) => cell !== '' && !text.includes(cell))).to.deep.equal([]);
    for (const { path } of new Contract(documents.v1).operations.values()) expect(text).to.include(path);
  });

  it('is listed, and the front page leads to it and says which major a new client takes', async () => {
    const link = 'href="/docs/guides/v1-to-v2"';
    const [guides, home] = await Promise.all(
      ['/docs/guides', '/'].map(async (path) => {
        const answer = await fetch(service.url + path, { headers: { Accept: 'text/html' } });
        return answer.text();
      }),
    );
    expect(guides).to.include(link);
    expect(home).to.include(link);
    expect(textOf(home ?? '')).to.include('A new client takes v2 ');
  });

  it('names only codes and guides that the links of the page lead to', async () => {
    const links = [...page.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href);
    const answers = await Promise.all(
      links.map(async (href) => (await fetch(new URL(href, service.url))).status),
    );
    expect(answers.every((status) => status === 200)).to.equal(true);
  });
});

describe('The differences between v1 and v2', function () {
  this.timeout(60_000);
  let service: RunningService;
  let diffs: DerivedContractDiffs;

  before(async () => {
    service = await startService();
    diffs = new DerivedContractDiffs(() => service.service.versions as readonly SuccessiveVersion[]);
  });

  after(() => service.stop());

  it('have an id of their own each, between all minors that can be compared', async () => {
    const [v1, v2] = service.service.versions;
    for (const from of v1 ? minors(v1.version) : [])
      for (const to of v2 ? minors(v2.version) : []) {
        const ids = ((await diffs.between(from, to)) ?? []).map(({ id }) => id);
        expect(ids.length).to.be.greaterThan(50);
        expect(new Set(ids).size).to.equal(ids.length);
      }
  });

  it('are unknown for older, equal and foreign minors', async () => {
    for (const [from, to] of [
      ['1.1', '1.0'],
      ['2.0', '1.0'],
      ['1.0', '1.0'],
      ['1.0', '2.99'],
      ['0.9', '1.0'],
    ] as const)
      expect(await diffs.between(from, to), `${from} to ${to}`).to.equal(undefined);
  });
});
