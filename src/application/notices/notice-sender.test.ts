import 'reflect-metadata';
import { expect } from 'chai';
import type { SinonStubbedInstance } from 'sinon';
import { stubOf } from '../../../test/support/stub-of.js';
import type { Clock } from '../kernel/clock.js';
import { FakeLocalTime } from '../kernel/local-time.fake.js';
import type { Mail } from '../kernel/mail.js';
import type { DueLoans, NamedLoan } from './due-loans.js';
import type { Letters } from './letters.js';
import { NoticeSender } from './notice-sender.js';
import { FakeNotices } from './notices.fake.js';
import type { NoticeRecipients } from './notice-recipients.js';

const now = new Date('2026-12-01T08:30:00Z');
const today = '2026-12-01';
const running = new AbortController().signal;
const letter = { subject: 'Your loans', text: 'Emma', html: '<p>Emma</p>' };
const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);
const due = (day: string): NamedLoan => ({
  title: 'Emma',
  by: 'Jane Austen',
  dueAt: new Date(`${day}T23:59:59Z`),
});

describe('The notice sender', () => {
  let notices: FakeNotices;
  let loans: SinonStubbedInstance<DueLoans>;
  let recipients: SinonStubbedInstance<NoticeRecipients>;
  let letters: SinonStubbedInstance<Letters>;
  let mail: SinonStubbedInstance<Mail>;
  let clock: SinonStubbedInstance<Clock>;
  let staffEmail: string | undefined;

  beforeEach(() => {
    notices = new FakeNotices();
    loans = stubOf<DueLoans>('of', 'overdue', 'tally');
    recipients = stubOf<NoticeRecipients>('reachable');
    letters = stubOf<Letters>('digest', 'overdueList');
    mail = stubOf<Mail>('send');
    clock = stubOf<Clock>('now');
    staffEmail = 'desk@example.org';
    loans.of.resolves([due('2026-12-03')]);
    loans.overdue.resolves({ loans: [], total: 0 });
    recipients.reachable.resolves([{ patronId: 7, name: 'Ada', email: 'ada@example.org', language: 'en' }]);
    letters.digest.returns(letter);
    letters.overdueList.returns(letter);
    mail.send.resolves();
    clock.now.returns(now);
  });

  const sender = () =>
    new NoticeSender(
      ...([notices, loans, recipients, staffEmail, letters, mail, new FakeLocalTime(), clock] as const),
    );
  const send = async (): Promise<readonly unknown[]> => {
    try {
      await sender().send(running);
      return [];
    } catch (error) {
      if (!(error instanceof AggregateError)) throw error;
      return error.errors;
    }
  };

  describe('sending to a patron', () => {
    beforeEach(() => notices.add(today, [7]));

    it('sends the digest to their address, under an id of the day and the patron', async () => {
      await send();
      expect(mail.send.args).to.deep.equal([[{ ...letter, id: `digest-${today}-7`, to: 'ada@example.org' }]]);
    });

    it('separates overdue loans from those that are due soon, each with its day', async () => {
      loans.of.resolves([due('2026-11-30'), due(today)]);
      await send();
      expect(letters.digest.args).to.deep.equal([
        [
          {
            name: 'Ada',
            language: 'en',
            overdue: [{ ...due('2026-11-30'), dueDay: '2026-11-30' }],
            dueSoon: [{ ...due(today), dueDay: today }],
          },
        ],
      ]);
    });

    it('reads at sending time the loans due up to the second day from today', async () => {
      clock.now.returns(new Date('2026-12-02T08:30:00Z'));
      await send();
      expect(loans.of.args).to.deep.equal([[7, new Date('2026-12-04T23:59:59.001Z')]]);
    });

    it('sends nothing when all loans were returned meanwhile, and does not retry', async () => {
      loans.of.resolves([]);
      await send();
      expect(mail.send.called).to.equal(false);
      expect(notices.settled).to.deep.equal([1]);
    });

    it('sends nothing to a patron whose address is gone, and does not retry', async () => {
      recipients.reachable.resolves([]);
      await send();
      expect(mail.send.called).to.equal(false);
      expect(notices.settled).to.deep.equal([1]);
    });
  });

  describe("sending the staff's list", () => {
    beforeEach(() => notices.add(today, [null]));

    it('sends it to the staff, under an id of the day', async () => {
      await send();
      expect(mail.send.args).to.deep.equal([[{ ...letter, id: `overdue-${today}`, to: 'desk@example.org' }]]);
    });

    it('lists at most 500 loans, with their total and the counts of the day before', async () => {
      const copy = { ...due('2026-11-29'), barcode: 'C00000001', cardNumber: 'P0000007' };
      const yesterday = { lent: 3, renewed: 2, returned: 1 };
      loans.overdue.withArgs(now, 500).resolves({ loans: [copy], total: 501 });
      loans.tally.withArgs('2026-11-30').resolves(yesterday);
      await send();
      expect(letters.overdueList.args).to.deep.equal([
        [{ day: today, total: 501, yesterday, loans: [{ ...copy, dueDay: '2026-11-29' }] }],
      ]);
    });

    it('sends nothing when the address was removed, and does not retry', async () => {
      staffEmail = undefined;
      await send();
      expect(mail.send.called).to.equal(false);
      expect(notices.settled).to.deep.equal([1]);
    });
  });

  describe('sending the planned notices', () => {
    it('sends until none is left, ten at a time', async () => {
      let open = 0;
      let most = 0;
      mail.send.callsFake(async () => {
        most = Math.max(most, (open += 1));
        await Promise.resolve();
        open -= 1;
      });
      await notices.add(today, numbers(25));
      await send();
      expect(notices.settled).to.have.members(numbers(25));
      expect(most).to.equal(10);
    });

    it('skips a mail of three days ago', async () => {
      await notices.add('2026-11-28', [7]);
      await notices.add('2026-11-29', [7]);
      await send();
      expect(notices.settled).to.deep.equal([2]);
    });

    it('does not complete a mail that was refused, and reports it when all others are sent', async () => {
      const refused = new Error('The mail was not taken.');
      mail.send.onThirdCall().rejects(refused);
      await notices.add(today, numbers(12));
      expect(await send()).to.deep.equal([refused]);
      expect(notices.settled).to.have.lengthOf(11);
    });

    it('stops for this run when every mail is refused', async () => {
      mail.send.rejects(new Error('The mail was not taken.'));
      await notices.add(today, numbers(30));
      expect(await send()).to.have.lengthOf(10);
      expect(notices.settled).to.deep.equal([]);
    });

    it('completes a mail only after it was accepted', async () => {
      const order: string[] = [];
      mail.send.callsFake(() =>
        Promise.resolve().then(() => void order.push(`${notices.settled.length} settled`)),
      );
      await notices.add(today, [7]);
      await send();
      expect(order).to.deep.equal(['0 settled']);
    });

    it('claims nothing after a stop', async () => {
      await notices.add(today, [7]);
      await sender().send(AbortSignal.abort());
      expect(mail.send.called).to.equal(false);
    });
  });
});
