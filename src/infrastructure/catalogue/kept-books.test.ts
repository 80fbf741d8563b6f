import 'reflect-metadata';
import { expect } from 'chai';
import type { Database } from '../kernel/postgres/database.js';
import { KeptBooks } from './kept-books.js';
import { orderOf } from './lists/book-order.js';

const state = { edition: 1, changes: 0, onReplica: false };

/** A page of a million books from 6,000 on, when so many of them lie behind the last milestone before it. */
async function pageBehind(skip: number, states: readonly object[] = [state, state]): Promise<unknown> {
  const answers = states.map((each, at) =>
    at % 2 === 0 ? { ...each, total: 1_000_000, place: [1], skip } : { ...each, id: 6_001 + at },
  );
  const database = { rows: () => Promise.resolve([answers.shift()]) } as unknown as Database;
  const page = await new KeptBooks(database).page(orderOf([]), { offset: 6_000, limit: 1 });
  return page?.map(({ id }) => id);
}

describe('A late page of all books', () => {
  it('is read from the last milestone before it', async () => {
    expect(await pageBehind(0)).to.deep.equal([6_002]);
    expect(await pageBehind(2_000)).to.deep.equal([6_002]);
  });

  it('is skipped to from the start when the milestone is too far away to save time', async () => {
    expect(await pageBehind(2_001)).to.equal(undefined);
  });

  for (const [what, change] of [
    ['noted changes are merged', { edition: 2 }],
    ['a book changes', { changes: 1 }],
    ['a replica answers after the primary', { onReplica: true }],
  ] as const) {
    it(`is read again, with its milestone, when ${what} between the two reads`, async () => {
      const after = { ...state, ...change };
      expect(await pageBehind(0, [state, after, after, after])).to.deep.equal([6_004]);
    });
  }

  it('is skipped to from the start when books change at every attempt', async () => {
    const changing = Array.from({ length: 6 }, (_, changes) => ({ ...state, changes }));
    expect(await pageBehind(0, changing)).to.equal(undefined);
  });
});
