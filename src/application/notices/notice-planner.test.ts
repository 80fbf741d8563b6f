import 'reflect-metadata';
import { expect } from 'chai';
import type { SinonStubbedInstance } from 'sinon';
import { stubOf } from '../../../test/support/stub-of.js';
import type { Clock } from '../kernel/clock.js';
import { FakeLocalTime } from '../kernel/local-time.fake.js';
import { FakeUnitOfWork } from '../kernel/storage/unit-of-work.fake.js';
import type { DueLoan, DueLoans } from './due-loans.js';
import { NoticePlanner } from './notice-planner.js';
import { FakeNotices } from './notices.fake.js';
import type { NoticeRecipients } from './notice-recipients.js';

const today = '2026-12-01';
const running = new AbortController().signal;
const at = (time: string): Date => new Date(`${today}T${time}:00Z`);
const loan = (patronId: number, dueDay: string): DueLoan => ({
  patronId,
  dueAt: new Date(`${dueDay}T23:59:59Z`),
});

describe('The notice planner', () => {
  let work: FakeUnitOfWork;
  let notices: FakeNotices;
  let loans: SinonStubbedInstance<DueLoans>;
  let recipients: SinonStubbedInstance<NoticeRecipients>;
  let clock: SinonStubbedInstance<Clock>;
  let staffEmail: string | undefined;

  beforeEach(() => {
    work = new FakeUnitOfWork();
    notices = new FakeNotices();
    loans = stubOf<DueLoans>('before');
    recipients = stubOf<NoticeRecipients>('reachable');
    clock = stubOf<Clock>('now');
    staffEmail = undefined;
    loans.before.resolves({ items: [], next: undefined });
    recipients.reachable.callsFake((ids) =>
      Promise.resolve(
        ids.map((patronId) => ({ patronId, name: 'Ada', email: 'ada@example.org', language: 'en' as const })),
      ),
    );
    clock.now.returns(at('08:00'));
  });

  const plan = async (stop = running): Promise<unknown[]> => {
    const localTime = new FakeLocalTime();
    await new NoticePlanner(work, notices, loans, recipients, staffEmail, localTime, clock).plan(stop);
    return notices.notices.map(({ day, patronId }) => `${day} ${patronId ?? 'staff'}`);
  };
  const haveLoans = (...items: DueLoan[]) => loans.before.resolves({ items, next: undefined });

  describe("planning the staff's list", () => {
    beforeEach(() => {
      staffEmail = 'desk@example.org';
    });

    it('waits until 5 in the morning', async () => {
      clock.now.returns(at('04:59'));
      expect(await plan()).to.deep.equal([]);
      clock.now.returns(at('05:00'));
      expect(await plan()).to.deep.equal([`${today} staff`]);
    });

    it('plans one a day, however often it runs', async () => {
      await plan();
      expect(await plan()).to.deep.equal([`${today} staff`]);
    });

    it('plans none without a staff address', async () => {
      staffEmail = undefined;
      expect(await plan()).to.deep.equal([]);
    });
  });

  describe('planning mails to patrons', () => {
    it('plans none before 8 in the morning', async () => {
      haveLoans(loan(7, '2026-12-03'));
      clock.now.returns(at('07:59'));
      expect(await plan()).to.deep.equal([]);
      clock.now.returns(at('08:00'));
      expect(await plan()).to.deep.equal([`${today} 7`]);
    });

    it('plans for loans with a reason on this day, and for no others', async () => {
      haveLoans(loan(1, '2026-12-03'), loan(2, '2026-12-02'), loan(3, '2026-12-01'), loan(4, '2026-11-30'));
      expect(await plan()).to.deep.equal([`${today} 1`, `${today} 4`]);
    });

    it('reads the loans that are due before the end of the third day from today', async () => {
      await plan();
      expect(loans.before.args).to.deep.equal([[new Date('2026-12-04T23:59:59Z'), undefined]]);
    });

    it('plans one mail for a patron with several loans', async () => {
      haveLoans(loan(7, '2026-12-03'), loan(7, '2026-11-30'));
      expect(await plan()).to.deep.equal([`${today} 7`]);
      expect(recipients.reachable.args).to.deep.equal([[[7]]]);
    });

    it('plans none for a patron without an address', async () => {
      haveLoans(loan(7, '2026-12-03'));
      recipients.reachable.resolves([]);
      expect(await plan()).to.deep.equal([]);
    });

    it('catches up on days on which no worker ran', async () => {
      await notices.markPlanned('2026-11-28');
      haveLoans(loan(1, '2026-12-01'), loan(2, '2026-12-02'), loan(3, '2026-11-30'), loan(4, '2026-11-27'));
      expect(await plan()).to.deep.equal([`${today} 1`, `${today} 2`, `${today} 3`]);
    });

    it('reads all pages of the loans', async () => {
      loans.before.onFirstCall().resolves({ items: [loan(1, '2026-12-03')], next: ['there', 1] });
      loans.before.onSecondCall().resolves({ items: [loan(2, '2026-12-03')], next: undefined });
      expect(await plan()).to.deep.equal([`${today} 1`, `${today} 2`]);
      expect(loans.before.secondCall.args[1]).to.deep.equal(['there', 1]);
    });
  });

  describe('completing a day', () => {
    it('plans a day once', async () => {
      await plan();
      await plan();
      expect(loans.before.callCount).to.equal(1);
    });

    it('leaves an interrupted day open, and plans no mail twice when it runs again', async () => {
      const stopping = new AbortController();
      loans.before.onFirstCall().callsFake(() => {
        stopping.abort();
        return Promise.resolve({ items: [loan(1, '2026-12-03')], next: ['there', 1] });
      });
      expect(await plan(stopping.signal)).to.deep.equal([`${today} 1`]);
      expect(await notices.isPlanned(today)).to.equal(false);
      haveLoans(loan(1, '2026-12-03'), loan(2, '2026-12-03'));
      expect(await plan()).to.deep.equal([`${today} 1`, `${today} 2`]);
      expect(await notices.isPlanned(today)).to.equal(true);
    });

    it('deletes notices older than 30 days, in the transaction that completes the day', async () => {
      await notices.add('2026-10-31', [7]);
      await notices.add('2026-11-01', [7]);
      expect(await plan()).to.deep.equal(['2026-11-01 7']);
      expect(work.commits).to.equal(1);
    });
  });
});
