import { expect } from 'chai';
import fc from 'fast-check';
import { brownoutsOf } from '../../kernel/lifecycle/brownouts.js';
import { dayMs, startOf, type LifecycleDays } from '../../kernel/lifecycle/lifecycle-days.js';
import { dayOf, isUrgent, stages, stagesDue, type ClientUse, type SentStage, type Stage } from './stages.js';

const days: LifecycleDays = { deprecated: '2026-12-01', sunset: '2027-12-01' };
const sunset = startOf('2027-12-01');
const course = { isGone: false, withoutBrownouts: false };
const at = (moment: string) => new Date(moment);
const before = (count: number) => new Date(sunset.getTime() - count * dayMs);
const told: SentStage = {
  stage: 'announce',
  period: '',
  madeAt: at('2026-12-01T06:00:00Z'),
  isDelivered: true,
};

/** A client that has called until shortly before, and was told at the beginning. */
const calling = (now: Date, some: Partial<ClientUse> = {}): ClientUse => ({
  firstAt: at('2026-10-01T00:00:00Z'),
  lastAt: new Date(now.getTime() - 3_600_000),
  interrupted: [],
  sent: [told],
  ...some,
});
const dueAt = (now: Date, some: Partial<ClientUse> = {}, decided = course, of = days) =>
  stagesDue(now, of, calling(now, some), decided).map(({ stage, period }) => `${stage} ${period}`.trim());

/** Days of the year before the sunset on which the client calls, by their number. */
const callDays = fc.uniqueArray(fc.integer({ min: -420, max: 20 }), { maxLength: 60 });
const muting = fc.option(fc.integer({ min: -400, max: 30 }), { nil: undefined });

/** Plays every day, as the worker does: what is due is sent, and delivered on the same day. */
function play(
  called: readonly number[],
  mutedUntil?: number,
): readonly (SentStage & { readonly on: number })[] {
  const sent: (SentStage & { on: number })[] = [];
  const moments = called.toSorted((one, other) => one - other).map((day) => before(-day));
  for (let day = -400; day <= 30; day++) {
    const now = new Date(before(-day).getTime() + 9 * 3_600_000);
    const past = moments.filter((moment) => moment < now);
    const use: ClientUse = {
      firstAt: past[0],
      lastAt: past.at(-1),
      interrupted: [],
      mutedUntil: mutedUntil === undefined ? undefined : before(-mutedUntil),
      sent,
    };
    const due = stagesDue(now, days, use, course);
    sent.push(...due.map((each) => ({ ...each, madeAt: now, isDelivered: true, on: day })));
  }
  return sent;
}

describe('The stages of a mail about an end of life', () => {
  it('begin with an announcement to who called before the deprecation, and a mail to new users', () => {
    const now = at('2027-01-10T09:00:00Z');
    expect(dueAt(now, { sent: [] })).to.deep.equal(['announce']);
    expect(dueAt(now, { sent: [], firstAt: at('2026-12-01T00:00:00Z') })).to.deep.equal(['new_user']);
  });

  it('do not begin for who has not called for 90 days, nor when it is gone', () => {
    const now = at('2027-01-10T09:00:00Z');
    expect(dueAt(now, { sent: [], lastAt: at('2026-10-12T09:00:00Z') })).to.deep.equal([]);
    expect(dueAt(now, { sent: [] }, { ...course, isGone: true })).to.deep.equal([]);
  });

  it('repeat each month until 90 days before the sunset, and each week until 30 days before it', () => {
    const played = play(Array.from({ length: 400 }, (_, index) => index - 380));
    const on = (stage: Stage) => played.filter((each) => each.stage === stage).map((each) => each.on);
    expect(on('monthly').every((day) => day < -90)).to.equal(true);
    expect(on('monthly')).to.have.length.within(8, 9);
    expect(on('weekly').every((day) => day >= -90 && day < -30)).to.equal(true);
    expect(on('weekly')).to.have.length.within(7, 9);
  });

  it('repeat each month while no day is set', () => {
    const now = at('2029-05-05T09:00:00Z');
    expect(dueAt(now, {}, course, { deprecated: '2026-12-01' })).to.deep.equal(['monthly 2029-05']);
  });

  it('count down 14, 7, 3 and 1 days before the sunset, each once', () => {
    const played = play([-20, -15, -8, -1]);
    const counted = played.filter(({ stage }) => stage.startsWith('t-'));
    expect(counted.map(({ stage, on }) => [stage, on])).to.deep.equal([
      ['t-14', -14],
      ['t-7', -7],
      ['t-3', -3],
      ['t-1', -1],
    ]);
  });

  it('name only the nearest day when the worker was away', () => {
    expect(dueAt(before(2)))
      .to.include('t-3')
      .and.to.not.include('t-14');
  });

  it('announce a brownout from the day before it on, unless operators stop it', () => {
    const [window] = brownoutsOf(days);
    const dayBefore = at('2027-10-04T00:00:00Z');
    expect(window?.from.toISOString()).to.equal('2027-10-05T14:00:00.000Z');
    expect(dueAt(dayBefore)).to.include('brownout_ahead 2027-10-05');
    expect(dueAt(at('2027-10-03T23:59:00Z')).join()).to.not.include('brownout');
    expect(dueAt(at('2027-10-05T14:00:00Z')).join()).to.not.include('brownout');
    expect(dueAt(dayBefore, {}, { ...course, withoutBrownouts: true }).join()).to.not.include('brownout');
    expect(dueAt(dayBefore, { sent: [] }).join(), 'was not told').to.not.include('brownout');
  });

  it('report a brownout to those whose calls it refused', () => {
    const now = at('2027-10-05T14:15:00Z');
    const refused = { interrupted: [{ hour: at('2027-10-05T14:00:00Z'), calls: 3 }] };
    expect(dueAt(now, refused)).to.include('brownout_report 2027-10-05');
    expect(dueAt(now)).to.not.include('brownout_report 2027-10-05');
    expect(dueAt(new Date(now.getTime() + 8 * dayMs), refused).join()).to.not.include('brownout_report');
  });

  it('end with "clean" after 14 days without a call, once, and only for who was told', () => {
    const now = at('2027-03-01T09:00:00Z');
    const quiet = { lastAt: at('2027-02-15T09:00:00Z') };
    expect(dueAt(now, quiet)).to.include('clean');
    expect(dueAt(now, { ...quiet, sent: [] })).to.not.include('clean');
    expect(dueAt(now, { ...quiet, sent: [{ ...told, isDelivered: false }] })).to.not.include('clean');
    const clean: SentStage = { ...told, stage: 'clean', madeAt: now };
    const later = new Date(now.getTime() + 40 * dayMs);
    expect(dueAt(later, { lastAt: at('2027-02-15T09:00:00Z'), sent: [told, clean] })).to.deep.equal([]);
  });

  it('have "gone" for the first 410 after the sunset, whether somebody was told or not', () => {
    const now = new Date(sunset.getTime() + dayMs);
    const gone = { ...course, isGone: true };
    expect(dueAt(now, { goneAt: now, sent: [] }, gone)).to.deep.equal(['gone']);
    expect(dueAt(now, { goneAt: now, sent: [{ ...told, stage: 'gone' }] }, gone)).to.deep.equal([]);
    expect(dueAt(before(100), { goneAt: before(101), sent: [] })).to.not.include('gone');
  });

  it('are each due once, whatever the client calls', () => {
    fc.assert(
      fc.property(callDays, muting, (called, mutedUntil) => {
        const keys = play(called, mutedUntil).map(({ stage, period }) => `${stage} ${period}`);
        expect(new Set(keys).size).to.equal(keys.length);
      }),
      { numRuns: 15 },
    );
  });

  it('are silenced by muting before the last 14 days, and not from then on', () => {
    fc.assert(
      fc.property(callDays, fc.integer({ min: -400, max: 30 }), (called, mutedUntil) => {
        const muted = play(called, mutedUntil);
        expect(muted.every(({ on }) => on >= Math.min(mutedUntil, -14))).to.equal(true);
        const late = (sent: readonly SentStage[]) =>
          sent
            .filter(({ stage }) => stage.startsWith('t-'))
            .map(({ stage, madeAt }) => `${stage} ${dayOf(madeAt)}`);
        expect(late(muted)).to.deep.equal(late(play(called)));
      }),
      { numRuns: 15 },
    );
  });

  it('never remind who has stopped, and never come without a call', () => {
    fc.assert(
      fc.property(callDays, (called) => {
        for (const { stage, on } of play(called)) {
          const since = Math.min(...called.filter((day) => day <= on).map((day) => on - day));
          expect(since, 'calls before the mail').to.be.lessThan(Infinity);
          if (stage === 'weekly' || stage.startsWith('t-')) expect(since).to.be.lessThan(14);
          if (stage === 'monthly') expect(since).to.be.lessThan(30);
          if (stage === 'clean') expect(since).to.be.at.least(14);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('leave a week at least between repeated mails', () => {
    fc.assert(
      fc.property(callDays, (called) => {
        const played = play(called);
        for (const [index, { stage, on }] of played.entries()) {
          const earlier = played.slice(0, index).flatMap((each) => (each.on < on ? [each.on] : []));
          if (stage === 'weekly') expect(on - Math.max(-Infinity, ...earlier)).to.be.at.least(7);
          if (stage === 'monthly') expect(on - Math.max(-Infinity, ...earlier)).to.be.at.least(30);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('are urgent in the last 14 days, and in the order of their urgency', () => {
    expect([isUrgent(before(14), days), isUrgent(before(14.1), days)]).to.deep.equal([true, false]);
    expect(isUrgent(before(14), { deprecated: '2026-12-01' })).to.equal(false);
    expect(stages.indexOf('gone')).to.be.lessThan(stages.indexOf('t-1'));
  });
});
