import { expect } from 'chai';
import fc from 'fast-check';
import sql from 'sql-template-tag';
import { toKey } from '../../../src/interface/v2/ids.js';
import type { Member } from '../../support/library.js';
import { accountOfV1, accountOfV2, bookOfV1, bookOfV2, loanStory, minorsAsked } from './random.js';
import { LoanInBothMajors, type Copy } from './loan-in-both-majors.js';
import {
  accountFieldsV2,
  addCopy,
  bookFieldsV1,
  bookFieldsV2,
  bookPath,
  only,
  openBothMajors,
  patronPath,
  type BothMajors,
} from './both-majors.js';

/** The parallel runs: as many as there are connections to the database. */
const batch = 10;
/** The number of batches, for 500 runs each. A failure is reported at once with its full request. */
const batches = { numRuns: 50, endOnFailure: true } as const;

const manyOf = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.array(one, { minLength: batch, maxLength: batch, size: 'max' });

describe('Two majors on one library', function () {
  this.timeout(120_000);
  let library: BothMajors;
  let members: Member[];

  before(async () => {
    library = await openBothMajors();
    members = await Promise.all(Array.from({ length: batch }, () => library.addMember()));
    await library.rows(sql`update policy set loans_max = 10000, renewals_max = 5`);
  });

  after(() => library.stop());

  /** Runs everything in the current minors, all runs of a batch in parallel. */
  function eachOf<T>(one: fc.Arbitrary<T>, job: (item: T, at: number) => Promise<void>): Promise<void> {
    return fc.assert(
      fc.asyncProperty(minorsAsked, manyOf(one), async (minors, items) => {
        library.minors = minors;
        await Promise.all(items.map(job));
      }),
      batches,
    );
  }

  it('keep all data of a book that goes from v1 to v2 and back', () =>
    eachOf(bookOfV1, async (given) => {
      const shown = await library.v1('POST', '/books', library.librarian, given);
      const path = bookPath(shown['id']);
      const read = await library.v2('GET', path);
      const written = await library.v2(
        'PATCH',
        path,
        library.librarian,
        only(read.body, bookFieldsV2),
        read.etag,
      );
      expect(written, 'nothing was changed').to.deep.equal(read);
      expect(await library.v1('GET', `/books/${String(shown['id'])}`)).to.deep.equal(shown);
    }));

  it('keep all data of a book that goes from v2 to v1 and back, also the fields that v1 does not show', () =>
    eachOf(bookOfV2, async (given) => {
      const made = await library.v2('POST', '/books', library.librarian, given);
      const id = toKey('book', String(made.body['id']));
      const shown = await library.v1('GET', `/books/${id}`);
      const back = await library.v1('PUT', `/books/${id}`, library.librarian, only(shown, bookFieldsV1));
      expect(back).to.deep.equal(shown);
      expect(await library.v2('GET', bookPath(id))).to.deep.equal(made);
    }));

  it('keep all data of a patron who goes from v1 to v2 and back', () => {
    let count = 0;
    return eachOf(accountOfV1, async ({ hasAddress, ...given }, at) => {
      const me = members[at] as Member;
      const path = patronPath(me.id);
      if (hasAddress) {
        const { etag } = await library.v2('GET', path, library.librarian);
        await library.v2('PATCH', path, library.librarian, { email: `reader.${++count}@example.org` }, etag);
      }
      const shown = await library.v1('PUT', '/users/me', me, given);
      const read = await library.v2('GET', path, library.librarian);
      const fields = only(read.body, accountFieldsV2);
      expect(await library.v2('PATCH', path, library.librarian, fields, read.etag)).to.deep.equal(read);
      expect(await library.v1('GET', '/users/me', me)).to.deep.equal(shown);
    });
  });

  it('keep all data of a patron who goes from v2 to v1 and back, also the fields that v1 does not show', () =>
    eachOf(accountOfV2, async (given, at) => {
      const me = members[at] as Member;
      const path = patronPath(me.id);
      const { etag } = await library.v2('GET', path, library.librarian);
      const made = await library.v2('PATCH', path, library.librarian, given, etag);
      const shown = await library.v1('GET', '/users/me', me);
      const { username, first_name, last_name, email } = shown;
      const same = { username, first_name, last_name, ...(email !== null && { email }) };
      expect(await library.v1('PUT', '/users/me', me, same)).to.deep.equal(shown);
      expect(await library.v2('GET', '/me', me)).to.deep.equal(made);
    }));

  it('show the same loan at every moment, through whichever of them it is changed', async () => {
    const shelf = await Promise.all(members.map(shelve));
    const readers = await Promise.all(members.map(() => library.addMember()));
    await eachOf(loanStory, async (story, at) => {
      const copy = shelf[at] as Copy;
      const loan = new LoanInBothMajors(library, copy, readers[at] as Member);
      await loan.borrow(story.borrow);
      for (const { job, through } of story.afterwards) await loan[job](through);
      await loan.end();
    });
  });

  async function shelve(): Promise<Copy> {
    const bookId = await library.addBook({ title: 'Lent again and again' }, 0);
    return { bookId, barcode: await addCopy(library, bookId) };
  }
});
