import 'reflect-metadata';
import { expect } from 'chai';
import type { Database } from '../kernel/postgres/database.js';
import { KeptBooks } from './kept-books.js';
import { orderOf } from './lists/book-order.js';

/** A page of a million books from 6,000 on, when so many of them lie behind the last milestone before it. */
async function pageBehind(skip: number): Promise<unknown> {
  const start = { edition: 1, changes: 0, total: 1_000_000, place: [1], skip };
  const answers: object[] = [start, { id: 6_001, edition: 1, changes: 0 }];
  const database = { rows: () => Promise.resolve([answers.shift()]) } as unknown as Database;
  const page = await new KeptBooks(database).page(orderOf([]), { offset: 6_000, limit: 1 });
  return page?.map(({ id }) => id);
}

describe('A late page of all books', () => {
  it('is read from the last milestone before it', async () => {
    expect(await pageBehind(0)).to.deep.equal([6_001]);
    expect(await pageBehind(2_000)).to.deep.equal([6_001]);
  });

  it('is skipped to from the start when the milestone is too far away to save time', async () => {
    expect(await pageBehind(2_001)).to.equal(undefined);
  });
});
