import { expect } from 'chai';
import type { Handover, Use } from './handover.js';
import type { Answer, Library } from './library.js';
import { addBook, addCopy, enter, newcomer, staff } from './people.js';

/** Lists that other tests do not change. */
const lists = [
  '/v2/books?limit=2',
  '/v2/books?limit=2&sort=title',
  '/v2/books?limit=2&sort=-year,title',
  '/v2/search?q=the&limit=2',
  '/v2/patrons?limit=2',
];
const pages = ['/v1/books?per_page=2&sort=title', '/v1/books/search?q=the&per_page=2'];

/** Positions in lists. */
export const positions: readonly Handover[] = [
  {
    title: 'A cursor of /v2 continues each list where its page ended.',
    obtain: async (from) => {
      const [desk, person] = [await staff(from), await newcomer(from)];
      const { id } = await addBook(from, desk);
      for (let copies = 0; copies < 2; copies++) {
        const { barcode } = await addCopy(from, desk, id);
        const token = await enter(from, person);
        await from.call('POST', '/v2/loans', 201, { token, json: { copyBarcode: barcode } });
      }
      const own = ['/v2/me/loans?limit=1', '/v2/me/sessions?limit=1', `/v2/books/${id}/copies?limit=1`];
      const ofDesk = await pagesAfter(from, lists, (at) => staff(at, 'admin'));
      const ofPerson = await pagesAfter(from, own, (at) => enter(at, person));
      return async (at) => {
        await ofDesk(at);
        await ofPerson(at);
      };
    },
  },
  {
    title: 'A link to the next page of /v1 leads to that page.',
    obtain: (from) => pagesAfter(from, pages, staff),
  },
];

/** Follows the link to the second page of each list, there and then here. */
async function pagesAfter(
  from: Library,
  paths: readonly string[],
  tokenOf: (at: Library) => Promise<string>,
): Promise<Use> {
  const token = await tokenOf(from);
  const places: { next: string; second: string }[] = [];
  for (const path of paths) {
    const next = nextIn(path, await from.call('GET', path, 200, { token }));
    places.push({ next, second: titlesIn(await from.call('GET', next, 200, { token })) });
  }
  return async (at) => {
    const again = await tokenOf(at);
    for (const { next, second } of places)
      expect(titlesIn(await at.call('GET', next, 200, { token: again })), next).to.equal(second);
  };
}

function nextIn(path: string, { headers }: Answer): string {
  const next = /<([^>]+)>; rel="next"/.exec(headers['link'] ?? '')?.[1];
  if (next === undefined) throw new Error(`${path} has no second page.`);
  return next;
}

/** What is on a page, without ids: these have a test of their own. */
function titlesIn({ body }: Answer): string {
  const items = (Array.isArray(body) ? body : body.data) as Readonly<Record<string, unknown>>[];
  const names = ['title', 'book', 'cardNumber', 'copyBarcode', 'barcode', 'startedAt'];
  return JSON.stringify(items.map((item) => names.map((name) => titleOf(item[name])).find(Boolean)));
}

function titleOf(value: unknown): string | undefined {
  if (typeof value === 'object' && value !== null && 'title' in value) return String(value.title);
  return typeof value === 'string' ? value : undefined;
}
