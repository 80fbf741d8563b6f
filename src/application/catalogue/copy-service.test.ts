import 'reflect-metadata';
import { expect } from 'chai';
import { codesOf } from '../../../test/support/refusal-of.js';
import { Copy, type CopyStatus } from '../../domain/catalogue/copy.js';
import { CopyService } from './copy-service.js';
import { FakeShelf } from './shelf.fake.js';

describe('The copy service', () => {
  let shelf: FakeShelf;
  let service: CopyService;

  beforeEach(() => {
    shelf = new FakeShelf();
    service = new CopyService(shelf.work, shelf.copies, shelf.audit);
  });

  describe('locking a free copy of each kind', () => {
    const free = (bookId = 1) => shelf.work.run(() => service.lockFree(bookId));

    it('returns the first free one, with the book locked before it', async () => {
      shelf.given('on_loan', 'in_repair', 'available', 'available');
      expect((await free()).map(({ id }) => id)).to.deep.equal([3]);
      expect(shelf.work.locks).to.deep.equal(['book 1', 'copy 3']);
    });

    it('returns one of each kind', async () => {
      shelf.given('available', 'available');
      shelf.copies.given(new Copy(1, 'S1', 'short_loan', shelf.now));
      expect((await free()).map(({ id, kind }) => [id, kind])).to.deep.equal([
        [1, 'standard'],
        [3, 'short_loan'],
      ]);
    });

    it('returns none when none is free', async () => {
      shelf.given('on_loan', 'missing');
      expect(await free()).to.deep.equal([]);
    });

    it('does not find an unknown book', async () => {
      expect(await codesOf(() => free(99))).to.deep.equal(['catalogue.book_not_found']);
    });
  });

  describe('locking a copy', () => {
    const inUnit = <T>(job: () => Promise<T>): Promise<T> => shelf.work.run(job);

    it('returns it by its id, also a withdrawn one', async () => {
      shelf.given('withdrawn');
      expect(await inUnit(() => service.lock(1))).to.include({ id: 1 });
      expect(shelf.work.locks).to.deep.equal(['copy 1']);
    });

    it('returns it by its barcode in upper or lower case, with the book locked before it', async () => {
      shelf.given('available');
      expect(await inUnit(() => service.lockByBarcode('b1'))).to.include({ id: 1 });
      expect(shelf.work.locks).to.deep.equal(['book 1', 'copy 1']);
    });

    it('does not find an unknown id or barcode', async () => {
      for (const job of [() => service.lock(99), () => service.lockByBarcode('B99')]) {
        expect(await codesOf(() => inUnit(job))).to.deep.equal(['catalogue.copy_not_found']);
      }
    });

    it('does not find the barcode of a withdrawn copy', async () => {
      shelf.given('withdrawn');
      const codes = await codesOf(() => inUnit(() => service.lockByBarcode('B1')));
      expect(codes).to.deep.equal(['catalogue.copy_not_found']);
    });
  });

  describe('lending and returning a locked copy', () => {
    /** Runs an action on the first copy, which has this status, and returns its status afterwards. */
    async function withCopy(status: CopyStatus, job: (copy: Copy) => Promise<void>): Promise<CopyStatus[]> {
      shelf.given(status);
      await shelf.work.run(async () => job(await service.lock(1)));
      return shelf.statuses;
    }

    it('makes it on loan, and records it', async () => {
      expect(await withCopy('available', (copy) => service.lend(copy))).to.deep.equal(['on_loan']);
      expect(shelf.recorded).to.deep.equal([['catalogue.copy_moved', 1, { status: 'on_loan', bookId: 1 }]]);
    });

    it('does not lend a copy that is on loan or in repair', async () => {
      const job = () => withCopy('in_repair', (copy) => service.lend(copy));
      expect(await codesOf(job)).to.deep.equal(['catalogue.copy_state_invalid']);
      expect(shelf.recorded).to.deep.equal([]);
    });

    it('makes a copy available that was on loan, and records it', async () => {
      expect(await withCopy('on_loan', (copy) => service.takeBack(copy))).to.deep.equal(['available']);
      expect(shelf.recorded).to.deep.equal([['catalogue.copy_moved', 1, { status: 'available', bookId: 1 }]]);
    });

    for (const status of ['lost', 'missing'] as const) {
      it(`makes a copy available that was ${status}, and records that it was found`, async () => {
        expect(await withCopy(status, (copy) => service.takeBack(copy))).to.deep.equal(['available']);
        expect(shelf.audit.actions).to.deep.equal(['catalogue.copy_found']);
      });
    }

    for (const status of ['available', 'in_repair', 'on_hold_shelf', 'in_process'] as const) {
      it(`does not change a copy that is ${status}`, async () => {
        expect(await withCopy(status, (copy) => service.takeBack(copy))).to.deep.equal([status]);
        expect(shelf.recorded).to.deep.equal([]);
      });
    }
  });
});
