import 'reflect-metadata';
import { expect } from 'chai';
import type { SinonStubbedInstance } from 'sinon';
import { stubOf } from '../../../../test/support/stub-of.js';
import { FakeAuditTrail } from '../../kernel/storage/audit-trail.fake.js';
import type { Clock } from '../../kernel/clock.js';
import { FakeUnitOfWork } from '../../kernel/storage/unit-of-work.fake.js';
import type { HistoryKeepers } from './history-keepers.js';
import type { PastLoans } from './past-loans.js';
import { RetentionService } from './retention-service.js';

const running = new AbortController().signal;
const before = new Date('2026-12-01T09:30:00Z');

describe('The retention service', () => {
  let work: FakeUnitOfWork;
  let loans: SinonStubbedInstance<PastLoans>;
  let keepers: SinonStubbedInstance<HistoryKeepers>;
  let audit: FakeAuditTrail;
  let service: RetentionService;

  beforeEach(() => {
    work = new FakeUnitOfWork();
    loans = stubOf<PastLoans>('lockClosedBefore', 'forgetPatrons');
    keepers = stubOf<HistoryKeepers>('among');
    audit = new FakeAuditTrail(work);
    const clock: SinonStubbedInstance<Clock> = stubOf<Clock>('now');
    loans.lockClosedBefore.resolves({ items: [], next: undefined });
    keepers.among.resolves(new Set());
    clock.now.returns(new Date('2026-12-31T09:30:00Z'));
    service = new RetentionService(work, loans, keepers, 30, audit, clock);
  });

  it('anonymises loans that were closed the set number of days ago', async () => {
    loans.lockClosedBefore.withArgs(before, undefined, 500).resolves({
      items: [
        { id: 1, patronId: 7 },
        { id: 2, patronId: 8 },
      ],
      next: undefined,
    });
    await service.forget(running);
    expect(loans.forgetPatrons.args).to.deep.equal([[[1, 2]]]);
  });

  it('does not change the loans of patrons who keep a history', async () => {
    const items = [
      { id: 1, patronId: 7 },
      { id: 2, patronId: 8 },
    ];
    loans.lockClosedBefore.resolves({ items, next: undefined });
    keepers.among.withArgs([7, 8]).resolves(new Set([7]));
    await service.forget(running);
    expect(loans.forgetPatrons.args).to.deep.equal([[[2]]]);
  });

  it('continues after the loans it has read, a transaction per batch', async () => {
    loans.lockClosedBefore.onFirstCall().resolves({ items: [], next: ['2026-11-01', 500] });
    await service.forget(running);
    expect(loans.lockClosedBefore.args.map(([, place]) => place)).to.deep.equal([
      undefined,
      ['2026-11-01', 500],
    ]);
    expect(work.commits).to.equal(2);
  });

  it('removes the same patrons from the audit events of loans and copies, until none is left', async () => {
    audit.namesLeft = 1_500;
    await service.forget(running);
    expect(audit.namesLeft).to.equal(0);
    const forgetting = { subjectTypes: ['loan', 'copy'], before };
    expect(audit.forgettings).to.deep.equal([forgetting, forgetting]);
  });

  it('begins no further batch after a stop', async () => {
    loans.lockClosedBefore.resolves({ items: [], next: ['2026-11-01', 500] });
    await service.forget(AbortSignal.abort());
    expect(loans.lockClosedBefore.callCount).to.equal(1);
    expect(audit.forgettings).to.deep.equal([]);
  });
});
