import 'reflect-metadata';
import { expect } from 'chai';
import { codesOf } from '../../../test/support/refusal-of.js';
import type { Copy, CopyStatus } from '../../domain/catalogue/copy.js';
import { CopyService } from './copy-service.js';
import { FakeShelf } from './shelf.fake.js';

describe('The copy service', () => {
  let shelf: FakeShelf;
  let service: CopyService;

  beforeEach(() => {
    shelf = new FakeShelf();
    service = new CopyService(shelf.work, shelf.copies, shelf.audit);
  });

  describe('lending any copy of a book', () => {
    it('takes a free one off the shelf, with the book locked before it', async () => {
      shelf.given('on_loan', 'in_repair', 'available', 'available');
      expect(await service.lendAny(1)).to.include({ id: 3, status: 'on_loan' });
      expect(shelf.statuses).to.deep.equal(['on_loan', 'in_repair', 'on_loan', 'available']);
      expect(shelf.work.locks).to.deep.equal(['book 1', 'copy 3']);
    });

    it('records it', async () => {
      shelf.given('available');
      await service.lendAny(1);
      expect(shelf.audit.events).to.deep.equal([
        {
          action: 'catalogue.copy_moved',
          subject: { type: 'copy', id: 1 },
          details: { status: 'on_loan', bookId: 1 },
        },
      ]);
    });

    it('gives none when none is free, and changes nothing', async () => {
      shelf.given('on_loan', 'missing');
      expect(await service.lendAny(1)).to.equal(undefined);
      expect(shelf.recorded).to.deep.equal([]);
    });

    it('does not find a book that is not there', async () => {
      expect(await codesOf(() => service.lendAny(99))).to.deep.equal(['catalogue.book_not_found']);
    });
  });

  describe('locking a copy', () => {
    const inUnit = <T>(job: () => Promise<T>): Promise<T> => shelf.work.run(job);

    it('gives it by its id, a withdrawn one too', async () => {
      shelf.given('withdrawn');
      expect(await inUnit(() => service.lock(1))).to.include({ id: 1 });
      expect(shelf.work.locks).to.deep.equal(['copy 1']);
    });

    it('gives it by its barcode in upper or lower case, with the book locked before it', async () => {
      shelf.given('available');
      expect(await inUnit(() => service.lockByBarcode('b1'))).to.include({ id: 1 });
      expect(shelf.work.locks).to.deep.equal(['book 1', 'copy 1']);
    });

    it('does not find an id or a barcode that no copy has', async () => {
      for (const job of [() => service.lock(99), () => service.lockByBarcode('B99')]) {
        expect(await codesOf(() => inUnit(job))).to.deep.equal(['catalogue.copy_not_found']);
      }
    });

    it('does not find the barcode of a copy that was given up', async () => {
      shelf.given('withdrawn');
      const codes = await codesOf(() => inUnit(() => service.lockByBarcode('B1')));
      expect(codes).to.deep.equal(['catalogue.copy_not_found']);
    });
  });

  describe('lending and taking back a copy that is locked', () => {
    /** Does something with the first copy, which is in this state, and gives its state afterwards. */
    async function withCopy(status: CopyStatus, job: (copy: Copy) => Promise<void>): Promise<CopyStatus[]> {
      shelf.given(status);
      await shelf.work.run(async () => job(await service.lock(1)));
      return shelf.statuses;
    }

    it('takes it off the shelf for a loan, and records it', async () => {
      expect(await withCopy('available', (copy) => service.lend(copy))).to.deep.equal(['on_loan']);
      expect(shelf.recorded).to.deep.equal([['catalogue.copy_moved', 1, { status: 'on_loan', bookId: 1 }]]);
    });

    it('does not lend a copy that is out or in repair', async () => {
      const job = () => withCopy('in_repair', (copy) => service.lend(copy));
      expect(await codesOf(job)).to.deep.equal(['catalogue.copy_state_invalid']);
      expect(shelf.recorded).to.deep.equal([]);
    });

    it('puts a copy that was out back on the shelf, and records it', async () => {
      expect(await withCopy('on_loan', (copy) => service.takeBack(copy))).to.deep.equal(['available']);
      expect(shelf.recorded).to.deep.equal([['catalogue.copy_moved', 1, { status: 'available', bookId: 1 }]]);
    });

    for (const status of ['lost', 'missing'] as const) {
      it(`puts a copy that was ${status} back on the shelf, and records that it was found`, async () => {
        expect(await withCopy(status, (copy) => service.takeBack(copy))).to.deep.equal(['available']);
        expect(shelf.audit.actions).to.deep.equal(['catalogue.copy_found']);
      });
    }

    for (const status of ['available', 'in_repair', 'on_hold_shelf', 'in_process'] as const) {
      it(`leaves a copy that is ${status} as it is`, async () => {
        expect(await withCopy(status, (copy) => service.takeBack(copy))).to.deep.equal([status]);
        expect(shelf.recorded).to.deep.equal([]);
      });
    }
  });
});
