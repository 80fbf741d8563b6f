import 'reflect-metadata';
import { expect } from 'chai';
import { codesOf, refusalOf, sentencesOf } from '../../../test/support/refusal-of.js';
import { Copy } from '../../domain/catalogue/copy.js';
import { CopyRecordService } from './copy-record-service.js';
import { FakeShelf } from './shelf.fake.js';

const details = { kind: 'short_loan', callNumber: '823.7 AUS', shelf: 'B2' };

describe('The copy record service', () => {
  let shelf: FakeShelf;
  let service: CopyRecordService;
  /** The copies whose loans were closed as lost. */
  let closedLoansOf: number[];

  beforeEach(() => {
    shelf = new FakeShelf();
    closedLoansOf = [];
    const loans = { closeAsLost: (id: number) => Promise.resolve(void closedLoansOf.push(id)) };
    service = new CopyRecordService(
      shelf.work,
      shelf.books,
      shelf.copies,
      shelf.kinds,
      [loans],
      shelf.audit,
      shelf.clock,
    );
  });

  describe('adding several copies', () => {
    it('stores one for each barcode, with the same details, and records each', async () => {
      shelf.given();
      const copies = await service.addAll(1, details, ['ABC-1', 'ABC-2']);
      expect(copies.map(({ id, barcode }) => [id, barcode])).to.deep.equal([
        [1, 'ABC-1'],
        [2, 'ABC-2'],
      ]);
      for (const copy of shelf.copies.stored) expect(copy).to.deep.include({ ...details, bookId: 1 });
      expect(shelf.recorded).to.deep.equal([
        ['catalogue.copy_added', 1, { bookId: 1 }],
        ['catalogue.copy_added', 2, { bookId: 1 }],
      ]);
    });

    it('assigns as many new barcodes as are asked for', async () => {
      shelf.given();
      const copies = await service.addAll(1, details, 3);
      expect(copies.map(({ barcode }) => barcode)).to.deep.equal(['C1', 'C2', 'C3']);
    });

    it('stores none when one barcode is taken', async () => {
      shelf.given('available');
      expect(await codesOf(() => service.addAll(1, details, ['ABC-1', 'B1']))).to.deep.equal([
        'catalogue.barcode_taken',
      ]);
      expect(shelf.copies.stored).to.have.lengthOf(1);
    });
  });

  describe('adding a copy', () => {
    it('stores it with the given barcode', async () => {
      shelf.given();
      const id = await service.add(1, { ...details, barcode: 'ABC-1' });
      const made = { ...details, id, bookId: 1, barcode: 'ABC-1', status: 'available' };
      expect(shelf.copies.stored).to.have.lengthOf(1);
      expect(shelf.copies.stored[0]).to.deep.include({ ...made, createdAt: shelf.now });
    });

    it('assigns a new barcode when none is given', async () => {
      shelf.given();
      await service.add(1, details);
      expect(shelf.copies.stored.map(({ barcode }) => barcode)).to.deep.equal(['C1']);
    });

    it('takes a kind that was added', async () => {
      shelf.given();
      await shelf.kinds.add('audiobook');
      await service.add(1, { ...details, kind: 'audiobook' });
      expect(shelf.copies.stored.map(({ kind }) => kind)).to.deep.equal(['audiobook']);
    });

    it('locks the book against deletion, and records the copy', async () => {
      shelf.given();
      const id = await service.add(1, details);
      expect(shelf.work.locks).to.deep.equal(['book 1']);
      expect(shelf.recorded).to.deep.equal([['catalogue.copy_added', id, { bookId: 1 }]]);
    });

    it('does not find an unknown book', async () => {
      expect(await codesOf(() => service.add(99, details))).to.deep.equal(['catalogue.book_not_found']);
      expect(shelf.copies.stored).to.deep.equal([]);
    });

    it('refuses a kind that the library does not know, and names the known ones', async () => {
      shelf.given();
      const { reasons, fields } = await refusalOf(() => service.add(1, { ...details, kind: 'shrot_loan' }));
      expect(reasons.map(({ code }) => code)).to.deep.equal(['catalogue.kind_unknown']);
      const sentence = 'kind must be one that the library knows: media, reference, short_loan, standard';
      expect(sentencesOf(fields)).to.deep.equal({ kind: [sentence] });
      expect(shelf.copies.stored).to.deep.equal([]);
    });

    it('refuses the barcode of another copy in upper or lower case, including withdrawn ones', async () => {
      shelf.given('withdrawn');
      const codes = await codesOf(() => service.add(1, { ...details, barcode: 'b1' }));
      expect(codes).to.deep.equal(['catalogue.barcode_taken']);
    });
  });

  describe('revising a copy', () => {
    it('stores the given fields, with the copy locked, and records their names', async () => {
      shelf.given('on_loan');
      await service.revise(1, { shelf: 'C3', kind: 'standard' });
      expect(shelf.copies.stored[0]).to.include({
        shelf: 'C3',
        kind: 'standard',
        barcode: 'B1',
        status: 'on_loan',
      });
      expect(shelf.work.locks).to.deep.equal(['copy 1']);
      expect(shelf.recorded).to.deep.equal([
        ['catalogue.copy_revised', 1, { changed: ['shelf'], bookId: 1 }],
      ]);
    });

    it('refuses a kind that the library does not know', async () => {
      shelf.given('available');
      const codes = await codesOf(() => service.revise(1, { kind: 'shrot_loan', shelf: 'C3' }));
      expect(codes).to.deep.equal(['catalogue.kind_unknown']);
      expect(shelf.copies.stored[0]).to.include({ kind: 'standard', shelf: null, revision: 1 });
    });

    it('accepts the kind that the copy has, even if the library does not know it', async () => {
      const { id: bookId } = shelf.given();
      const id = shelf.copies.given(new Copy(bookId, 'X1', 'of_old', shelf.now));
      await service.revise(id, { kind: 'of_old', shelf: 'C3' });
      expect(shelf.copies.stored[0]).to.include({ kind: 'of_old', shelf: 'C3' });
    });

    it('records nothing when nothing changed', async () => {
      shelf.given('available');
      await service.revise(1, { kind: 'standard' });
      expect(shelf.recorded).to.deep.equal([]);
    });

    it('refuses the barcode of another copy', async () => {
      shelf.given('available', 'available');
      const codes = await codesOf(() => service.revise(2, { barcode: 'B1' }));
      expect(codes).to.deep.equal(['catalogue.barcode_taken']);
    });

    it('refuses a change based on an older revision', async () => {
      shelf.given('available');
      expect(await codesOf(() => service.revise(1, { shelf: 'C3' }, 2))).to.deep.equal([
        'catalogue.copy_changed',
      ]);
    });
  });

  describe('moving a copy', () => {
    it('stores its new status, and returns the changed copy', async () => {
      shelf.given('available');
      expect(await service.move(1, 'in_repair')).to.include({ id: 1, status: 'in_repair' });
      expect(shelf.statuses).to.deep.equal(['in_repair']);
    });

    it('records the status, and the note if there is one', async () => {
      shelf.given('available');
      await service.move(1, 'in_repair', 'The spine is broken.');
      await service.move(1, 'available');
      expect(shelf.recorded).to.deep.equal([
        ['catalogue.copy_moved', 1, { status: 'in_repair', note: 'The spine is broken.', bookId: 1 }],
        ['catalogue.copy_moved', 1, { status: 'available', bookId: 1 }],
      ]);
    });

    it('closes the loan of a copy on loan that is reported lost', async () => {
      shelf.given('on_loan', 'available');
      for (const id of [1, 2]) await service.move(id, 'lost');
      expect(shelf.statuses).to.deep.equal(['lost', 'lost']);
      expect(closedLoansOf).to.deep.equal([1]);
    });

    it('refuses a status that only loans and returns set, and records nothing', async () => {
      shelf.given('available', 'on_loan');
      const lend = () => service.move(1, 'on_loan');
      const takeBack = () => service.move(2, 'available');
      for (const job of [lend, takeBack]) {
        expect(await codesOf(job)).to.deep.equal(['catalogue.copy_state_invalid']);
      }
      expect(shelf.recorded).to.deep.equal([]);
    });
  });

  describe('withdrawing a copy', () => {
    it('withdraws it and records it', async () => {
      shelf.given('available');
      await service.withdraw(1);
      expect(shelf.statuses).to.deep.equal(['withdrawn']);
      expect(shelf.recorded).to.deep.equal([['catalogue.copy_moved', 1, { status: 'withdrawn', bookId: 1 }]]);
    });

    it('is refused while the copy is on loan', async () => {
      shelf.given('on_loan');
      expect(await codesOf(() => service.withdraw(1))).to.deep.equal(['catalogue.copy_state_invalid']);
    });

    it('is refused when based on an older revision', async () => {
      shelf.given('available');
      expect(await codesOf(() => service.withdraw(1, 2))).to.deep.equal(['catalogue.copy_changed']);
    });
  });

  it('does not find an unknown or withdrawn copy', async () => {
    shelf.given('withdrawn');
    for (const id of [1, 99]) {
      const jobs = [
        () => service.revise(id, {}),
        () => service.move(id, 'available'),
        () => service.withdraw(id),
      ];
      for (const job of jobs) expect(await codesOf(job)).to.deep.equal(['catalogue.copy_not_found']);
    }
  });
});
