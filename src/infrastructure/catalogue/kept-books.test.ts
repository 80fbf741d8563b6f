import 'reflect-metadata';
import { expect } from 'chai';
import type { BookView } from '../../application/catalogue/views.js';
import type { Page } from '../../application/kernel/storage/page.js';
import type { Database } from '../kernel/postgres/database.js';
import { KeptBooks } from './kept-books.js';
import { orderOf, type BookOrder } from './lists/book-order.js';

const total = 1_000_000;
const state = { edition: 1, changes: 0, onReplica: false };
const byId = orderOf([]);
const byTitle = orderOf([{ by: 'title', descending: false }]);

/** A page of one book from 6,000 on, while the database answers its statements with these rows. */
async function pageOf(
  order: BookOrder,
  answers: readonly (object | undefined)[],
  offset = 6_000,
): Promise<Page<BookView> | undefined> {
  const rest = [...answers];
  const rows = () => {
    if (rest.length === 0) throw new Error('There was one statement too many.');
    const row = rest.shift();
    return Promise.resolve(row ? [row] : []);
  };
  return new KeptBooks({ rows } as unknown as Database).page(order, { offset, limit: 1 });
}

describe('A late page of all books', () => {
  it('is read with the total by one statement in the order of ids', async () => {
    const book = { id: 6_001, total, isNear: true };
    expect(await pageOf(byId, [book])).to.deep.equal({ items: [book], total });
  });

  for (const order of [byId, byTitle]) {
    const none = { id: null, ...state, total, isNear: false };

    it(`is empty behind the end of the order by ${order.name}`, async () => {
      expect(await pageOf(order, [none], total)).to.deep.equal({ items: [], total });
    });

    it(`is skipped to by ${order.name} when the last milestone is too far away to save time`, async () => {
      expect(await pageOf(order, [none, none])).to.equal(undefined);
    });

    it(`is skipped to by ${order.name} while nothing is counted`, async () => {
      expect(await pageOf(order, [undefined, undefined])).to.equal(undefined);
    });

    it(`is skipped to by ${order.name} when it is early`, async () => {
      expect(await pageOf(order, [], 999)).to.equal(undefined);
    });
  }

  /** Pairs of readings in the order of titles: a milestone, and the page from there. */
  const readings = (states: readonly object[]) =>
    states.map((each, at) =>
      at % 2 === 0 ? { ...each, total, isNear: true, place: ['a', 1], skip: 0 } : { ...each, id: 6_001 + at },
    );

  it('is read from the last milestone before it', async () => {
    const page = await pageOf(byTitle, readings([state, state]));
    expect(page).to.deep.equal({ items: [{ ...state, id: 6_002 }], total });
  });

  for (const [what, change] of [
    ['noted changes are merged', { edition: 2 }],
    ['a book changes', { changes: 1 }],
    ['a replica answers after the primary', { onReplica: true }],
  ] as const) {
    it(`is read again, with its milestone, when ${what} between the two reads`, async () => {
      const after = { ...state, ...change };
      const page = await pageOf(byTitle, readings([state, after, after, after]));
      expect(page?.items.map(({ id }) => id)).to.deep.equal([6_004]);
    });
  }

  it('is skipped to from the start when books change at every attempt', async () => {
    const changing = Array.from({ length: 6 }, (_, changes) => ({ ...state, changes }));
    expect(await pageOf(byTitle, readings(changing))).to.equal(undefined);
  });
});
