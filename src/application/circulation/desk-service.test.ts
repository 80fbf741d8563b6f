import 'reflect-metadata';
import { expect } from 'chai';
import { codesOf } from '../../../test/support/refusal-of.js';
import type { SignedIn } from '../kernel/request/caller.js';
import { FakeCirculation } from './circulation.fake.js';
import type { DeskCopyStatus } from './desk-copies.js';
import { DeskService } from './desk-service.js';

const ada: SignedIn = { patronId: 7, role: 'patron' };
const librarian: SignedIn = { patronId: 1, role: 'librarian' };
const scan = { barcode: 'C3', patronId: 7 };
const override = { reason: 'The fee was paid.' };
const parties = { copyId: 3, bookId: 2, patronId: 7 };

describe('The desk service', () => {
  let library: FakeCirculation;
  let service: DeskService;

  beforeEach(() => {
    library = new FakeCirculation();
    const { work, loans, patrons, deskCopies, lending, clock } = library;
    service = new DeskService(work, loans, patrons, deskCopies, lending, clock, 'open');
    patrons.given(7);
    patrons.given(8);
    copyIs('available');
  });

  const copyIs = (status: DeskCopyStatus): void =>
    library.deskCopies.given({ copyId: 3, bookId: 2, barcode: 'C3', kind: 'standard', status });
  const outWith = (patronId: number): void => {
    library.given({ ...parties, patronId });
    copyIs('on_loan');
  };

  describe('lending a copy', () => {
    const lend = (caller = ada) => service.lend(scan, caller);

    it('opens a loan of exactly this copy, and makes it on loan', async () => {
      const { loan, isNew } = await lend();
      expect(isNew).to.equal(true);
      expect(loan).to.include({ ...parties, copyBarcode: 'C3', status: 'open' });
      expect(library.loans.stored.map(({ id }) => id)).to.deep.equal([loan.id]);
      expect(library.deskCopies.statusOf(3)).to.equal('on_loan');
    });

    it('locks patron, book and copy in this order', async () => {
      await lend();
      expect(library.work.locks).to.deep.equal(['patron 7', 'book 2', 'copy 3']);
    });

    it('records the loan and adds its event to the outbox', async () => {
      await lend();
      expect(library.audit.actions).to.deep.equal(['circulation.loan_opened']);
      expect(library.outbox.events).to.have.lengthOf(1);
    });

    it("returns the patron's existing loan of the copy, and changes nothing", async () => {
      outWith(7);
      library.patrons.given(7, { blocked: true });
      const { loan, isNew } = await lend();
      expect([loan.id, isNew]).to.deep.equal([1, false]);
      expect([library.loans.stored.length, library.audit.events.length]).to.deep.equal([1, 0]);
    });

    it('locks the loan last', async () => {
      outWith(7);
      await lend();
      expect(library.work.locks).to.deep.equal(['patron 7', 'book 2', 'copy 3', 'loan 1']);
    });

    it('is refused while another patron has the copy', async () => {
      outWith(8);
      expect(await codesOf(lend)).to.deep.equal(['circulation.copy_on_loan']);
    });

    for (const status of ['in_repair', 'in_process', 'on_hold_shelf', 'missing', 'lost'] as const) {
      it(`is refused for a copy that is ${status}`, async () => {
        copyIs(status);
        expect(await codesOf(lend)).to.deep.equal(['circulation.copy_not_available']);
      });
    }

    it('is refused with all blocks at once, those of the patron before that of the copy', async () => {
      outWith(8);
      library.givenLoansUpToTheLimit(7);
      library.patrons.given(7, { blocked: true, expired: true });
      expect(await codesOf(lend)).to.deep.equal([
        'circulation.patron_blocked',
        'circulation.patron_expired',
        'circulation.loan_limit_reached',
        'circulation.copy_on_loan',
      ]);
      expect(library.audit.events).to.deep.equal([]);
    });

    it('does not find an unknown patron or copy', async () => {
      const patron = () => service.lend({ ...scan, patronId: 99 }, librarian);
      const copy = () => service.lend({ ...scan, barcode: 'C99' }, ada);
      expect([await codesOf(patron), await codesOf(copy)]).to.deep.equal([
        ['accounts.patron_not_found'],
        ['catalogue.copy_not_found'],
      ]);
    });

    it('is allowed for another patron to staff only', async () => {
      expect(await codesOf(() => lend({ patronId: 8, role: 'patron' }))).to.deep.equal([
        'circulation.not_for_another',
      ]);
      expect((await lend(librarian)).loan.patronId).to.equal(7);
    });

    it('makes one loan when the database has the job run again', async () => {
      library.work.failAtCommit(1);
      await lend();
      expect([library.loans.stored.length, library.audit.events.length]).to.deep.equal([1, 1]);
    });
  });

  describe('overriding the blocks of a loan', () => {
    const lend = (caller: SignedIn) => service.lend(scan, caller, override);

    it('is for librarians, and is recorded with its reason', async () => {
      library.patrons.given(7, { blocked: true });
      library.givenLoansUpToTheLimit(7);
      expect((await lend(librarian)).isNew).to.equal(true);
      expect(library.audit.events[0]?.details).to.deep.include({
        override: { ...override, codes: ['circulation.patron_blocked', 'circulation.loan_limit_reached'] },
      });
    });

    it('is refused to a patron, before any row is locked', async () => {
      expect(await codesOf(() => lend(ada))).to.deep.equal(['circulation.override_not_allowed']);
      expect(library.work.locks).to.deep.equal([]);
    });

    it('is refused when the copy is on loan, with all blocks', async () => {
      outWith(8);
      library.patrons.given(7, { blocked: true });
      const codes = await codesOf(() => lend(librarian));
      expect(codes).to.deep.equal(['circulation.patron_blocked', 'circulation.copy_on_loan']);
    });
  });

  describe('checking a loan', () => {
    it('returns the due date, and changes nothing', async () => {
      const found = await service.check(scan, ada);
      expect(found).to.deep.equal({ dueAt: new Date('2026-12-22T23:59:59Z'), blocks: [] });
      expect([library.loans.stored.length, library.audit.events.length]).to.deep.equal([0, 0]);
      expect(library.deskCopies.statusOf(3)).to.equal('available');
    });

    it('returns all blocks, and no date', async () => {
      copyIs('in_repair');
      library.patrons.given(7, { expired: true });
      const { dueAt, blocks } = await service.check(scan, ada);
      expect(dueAt).to.equal(undefined);
      expect(blocks.map(({ code }) => code)).to.deep.equal([
        'circulation.patron_expired',
        'circulation.copy_not_available',
      ]);
    });

    it('returns a due date that does not outlive the card, as the loan will have it', async () => {
      library.patrons.given(7, { cardEndsAt: new Date('2026-12-05T00:00:00Z') });
      const dueAt = new Date('2026-12-04T23:59:59Z');
      expect(await service.check(scan, ada)).to.deep.equal({ dueAt, blocks: [] });
      expect((await service.lend(scan, ada)).loan.dueAt).to.deep.equal(dueAt);
    });

    it("returns the due date of the patron's existing loan of the copy", async () => {
      outWith(7);
      const found = await service.check(scan, ada);
      expect(found).to.deep.equal({ dueAt: new Date('2026-12-16T23:59:59Z'), blocks: [] });
    });

    it('is refused to a patron who asks for another', async () => {
      const job = () => service.check({ ...scan, patronId: 8 }, ada);
      expect(await codesOf(job)).to.deep.equal(['circulation.not_for_another']);
    });
  });
});
