import 'reflect-metadata';
import { expect } from 'chai';
import { codesOf } from '../../../test/support/refusal-of.js';
import type { SignedIn } from '../kernel/request/caller.js';
import { calendar, FakeCirculation } from './circulation.fake.js';
import { LoanService } from './loan-service.js';

const ada: SignedIn = { patronId: 7, role: 'patron' };
const librarian: SignedIn = { patronId: 1, role: 'librarian' };
const override = { reason: 'The fee was paid.' };
const parties = { copyId: 3, bookId: 2, patronId: 7 };

describe('The loan service, renewing a loan', () => {
  let library: FakeCirculation;
  let service: LoanService;

  beforeEach(() => {
    library = new FakeCirculation();
    const { work, loans, patrons, shelves, lending, clock } = library;
    service = new LoanService(work, loans, patrons, shelves, lending, calendar, clock, 'open');
    patrons.given(7);
    library.shelves.given({ ...parties, kind: 'standard' });
    library.given(parties);
  });

  const tomorrow = (): void => {
    library.now = new Date(library.now.getTime() + 86_400_000);
  };
  const renewTwice = async (): Promise<void> => {
    for (const _ of [1, 2]) {
      await service.renew(1, ada);
      tomorrow();
    }
  };

  it('makes the loan due the days of its terms from today, and stores it', async () => {
    const view = await service.renew(1, ada);
    const renewed = { dueAt: new Date('2026-12-22T23:59:59Z'), renewals: 1 };
    expect(view).to.deep.include({ ...renewed, renewalsLeft: 1 });
    expect(library.loans.stored[0]).to.deep.include(renewed);
  });

  it('locks the patron before the loan', async () => {
    await service.renew(1, ada);
    expect(library.work.locks).to.deep.equal(['patron 7', 'loan 1']);
  });

  it('records it with the new due date, and adds its event to the outbox', async () => {
    const { dueAt } = await service.renew(1, ada);
    const details = { copyId: 3, bookId: 2, dueAt };
    expect(library.recorded).to.deep.equal([['circulation.loan_renewed', 1, details]]);
    expect(library.outbox.events.map(({ name }) => name)).to.deep.equal(['circulation.loan_renewed']);
  });

  it("does not find an unknown loan, or another patron's for a patron", async () => {
    const missing = () => service.renew(99, librarian);
    const foreign = () => service.renew(1, { patronId: 8, role: 'patron' });
    for (const job of [missing, foreign]) {
      expect(await codesOf(job)).to.deep.equal(['circulation.loan_not_found']);
    }
  });

  it('is refused for a closed loan, whose patron may be anonymised', async () => {
    await service.return(1, ada);
    library.work.locks.length = 0;
    expect(await codesOf(() => service.renew(1, librarian))).to.deep.equal(['circulation.loan_closed']);
    expect(library.work.locks).to.deep.equal([]);
  });

  it('is refused once its terms allow no further renewal', async () => {
    await renewTwice();
    expect(await codesOf(() => service.renew(1, ada))).to.deep.equal(['circulation.renewal_limit_reached']);
    expect(library.loans.stored[0]?.renewals).to.equal(2);
  });

  it('is refused with all blocks at once, without effect', async () => {
    await renewTwice();
    library.patrons.given(7, { blocked: true, expired: true });
    expect(await codesOf(() => service.renew(1, ada))).to.deep.equal([
      'circulation.patron_blocked',
      'circulation.patron_expired',
      'circulation.renewal_limit_reached',
    ]);
    expect(library.audit.events).to.have.lengthOf(2);
  });

  it('is refused when it would not give a later date, without effect', async () => {
    const { dueAt } = await service.renew(1, ada);
    expect(await codesOf(() => service.renew(1, ada))).to.deep.equal(['circulation.renewal_too_early']);
    expect(library.loans.stored[0]).to.deep.include({ dueAt, renewals: 1 });
    expect(library.audit.events).to.have.lengthOf(1);
  });

  it('lets a librarian extend a loan from its due date instead, and records it', async () => {
    await service.renew(1, ada);
    const view = await service.renew(1, librarian, override);
    expect(view).to.deep.include({ dueAt: new Date('2027-01-12T23:59:59Z'), renewals: 2 });
    expect(library.audit.events.at(-1)?.details).to.deep.include({
      override: { ...override, codes: ['circulation.renewal_too_early'] },
    });
  });

  it('lets no loan outlive the card', async () => {
    library.patrons.given(7, { cardEndsAt: new Date('2026-12-20T00:00:00Z') });
    expect((await service.renew(1, ada)).dueAt).to.deep.equal(new Date('2026-12-19T23:59:59Z'));
    tomorrow();
    expect(await codesOf(() => service.renew(1, ada))).to.deep.equal(['circulation.renewal_too_early']);
  });

  it('does not count the loans of the patron', async () => {
    library.givenLoansUpToTheLimit(7);
    expect(await service.renew(1, ada)).to.include({ renewals: 1 });
  });

  it('lets a librarian override the blocks, and records them', async () => {
    await renewTwice();
    library.patrons.given(7, { blocked: true });
    expect(await service.renew(1, librarian, override)).to.include({ renewals: 3, renewalsLeft: 0 });
    expect(library.audit.events.at(-1)?.details).to.deep.include({
      override: { ...override, codes: ['circulation.patron_blocked', 'circulation.renewal_limit_reached'] },
    });
  });

  it('records no override without a block', async () => {
    await service.renew(1, librarian, override);
    expect(library.audit.events[0]?.details).to.not.have.property('override');
  });

  it('refuses an override by a patron, before any row is locked', async () => {
    expect(await codesOf(() => service.renew(1, ada, override))).to.deep.equal([
      'circulation.override_not_allowed',
    ]);
    expect(library.work.locks).to.deep.equal([]);
  });

  it('renews once when the database has the job run again', async () => {
    library.work.failAtCommit(1);
    expect(await service.renew(1, ada)).to.include({ renewals: 1 });
    expect([library.audit.events.length, library.outbox.events.length]).to.deep.equal([1, 1]);
  });
});
