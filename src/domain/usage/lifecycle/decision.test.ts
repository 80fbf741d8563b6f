import { expect } from 'chai';
import fc from 'fast-check';
import { brownoutsOf } from '../../kernel/lifecycle/brownouts.js';
import { dayMs, startOf, type LifecycleDays } from '../../kernel/lifecycle/lifecycle-days.js';
import { decide, isCounted } from './decision.js';
import type { Agreement, Facts, Switches, Use } from './facts.js';

const lifecycle: LifecycleDays = { deprecated: '2026-12-01', sunset: '2027-12-01' };
const sunset = startOf('2027-12-01');
const window = brownoutsOf(lifecycle)[0] ?? { from: sunset, until: sunset };
const off: Switches = { withoutBrownouts: false, held: false };
const at = (days: number) => new Date(sunset.getTime() + days * dayMs);
const dayText = (moment: Date) => moment.toISOString().slice(0, 10);

/** Every day of the window before a moment. */
function daysBefore(end: Date): string[] {
  return Array.from({ length: 33 }, (_, back) => dayText(new Date(end.getTime() - back * dayMs)));
}

const caller: Use = {
  consumerId: 7,
  name: 'Kiosk',
  class: 'external',
  calls: 3,
  firstAt: at(-400),
  lastAt: at(-1),
  toldAt: at(-300),
};

function factsAt(now: Date, some: Partial<Facts> = {}): Facts {
  return {
    until: now,
    uses: [],
    agreements: [],
    anonymous: { calls: 0, confirmed: 0 },
    countedDays: daysBefore(now),
    ...some,
  };
}

const stateWith = (now: Date, some: Partial<Facts> = {}, switches = off) =>
  decide(now, lifecycle, factsAt(now, some), switches).state;

describe('The state of something deprecated', () => {
  it('is active without an end, announced before it and deprecated from its day on', () => {
    expect(decide(sunset, undefined, undefined, off).state).to.equal('active');
    expect(stateWith(new Date('2026-11-30T23:59:59.999Z'))).to.equal('announced');
    expect(stateWith(new Date('2026-12-01T00:00:00.000Z'))).to.equal('deprecated');
  });

  it('is gone on the day of its sunset when nobody is left', () => {
    expect(stateWith(at(-0.001))).to.equal('deprecated');
    expect(stateWith(sunset)).to.equal('gone');
  });

  it('is held while a client of others calls, with its name', () => {
    const decision = decide(sunset, lifecycle, factsAt(sunset, { uses: [caller] }), off);
    expect(decision.state).to.equal('held');
    expect(decision.obstacles).to.deep.equal([
      { kind: 'caller', consumerId: 7, name: 'Kiosk', calls: 3, lastAt: caller.lastAt },
    ]);
  });

  it('is not held by our own programs, by probes or by clients that first called after the day of the sunset', () => {
    for (const use of [
      { ...caller, class: 'internal' },
      { ...caller, class: 'probe' },
      { ...caller, firstAt: at(1) },
    ] as const)
      expect(stateWith(at(3), { uses: [use] })).to.equal('gone');
    expect(stateWith(at(3), { uses: [{ ...caller, firstAt: at(0.9) }] })).to.equal('held');
  });

  it('goes on with the consent of all who call', () => {
    const other = { ...caller, consumerId: 8 };
    const consent: Agreement = { consumerId: 7, name: 'Kiosk', kind: 'consent' };
    expect(stateWith(sunset, { uses: [caller], agreements: [consent] })).to.equal('gone');
    expect(stateWith(sunset, { uses: [caller, other], agreements: [consent] })).to.equal('held');
  });

  it('is held until the end of an extension, which then counts as a consent', () => {
    const agreements: Agreement[] = [{ consumerId: 7, name: 'Kiosk', kind: 'extension', until: at(60) }];
    expect(stateWith(at(59), { agreements })).to.equal('held');
    expect(stateWith(at(60), { uses: [caller], agreements })).to.equal('gone');
  });

  it('is held until an operator has confirmed the number of anonymous calls', () => {
    const anonymous = (confirmed: number) => ({ anonymous: { calls: 20, confirmed } });
    expect(stateWith(sunset, anonymous(19))).to.equal('held');
    expect(stateWith(sunset, anonymous(20))).to.equal('gone');
  });

  it('is held without usage data of the whole window', () => {
    expect(decide(sunset, lifecycle, undefined, off).state).to.equal('held');
    const all = daysBefore(sunset);
    expect(stateWith(sunset, { countedDays: [] })).to.equal('held');
    expect(stateWith(sunset, { countedDays: all.slice(0, 20) }), 'too short').to.equal('held');
    expect(stateWith(sunset, { countedDays: all.slice(10) }), 'too old').to.equal('held');
    const withGap = all.filter((_, index) => index < 5 || index > 13);
    expect(stateWith(sunset, { countedDays: withGap }), 'with a gap').to.equal('held');
    const quiet = all.filter((_, index) => index < 5 || index > 11);
    expect(isCounted({ until: sunset, countedDays: quiet })).to.equal(true);
  });

  it('is gone by the date alone with such a guard, unless an operator holds it', () => {
    const byDate: LifecycleDays = { ...lifecycle, guard: 'date' };
    expect(decide(sunset, byDate, undefined, off).state).to.equal('gone');
    expect(decide(sunset, byDate, undefined, { ...off, held: true }).state).to.equal('held');
  });

  it('has brownouts where everybody was told 30 days before', () => {
    expect(stateWith(window.from)).to.equal('brownout');
    expect(stateWith(window.from, { uses: [caller] })).to.equal('brownout');
    const late = { ...caller, toldAt: new Date(window.from.getTime() - 29 * dayMs) };
    expect(stateWith(window.from, { uses: [late] })).to.equal('deprecated');
  });

  it('has no brownouts when they are switched off, or without usage data', () => {
    expect(stateWith(window.from, {}, { ...off, withoutBrownouts: true })).to.equal('deprecated');
    expect(decide(window.from, lifecycle, undefined, off).state).to.equal('deprecated');
  });
});

const day = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map(dayText);
const moment = fc.date({ min: new Date('2026-01-01'), max: new Date('2031-01-01'), noInvalidDate: true });
const use: fc.Arbitrary<Use> = fc.record({
  consumerId: fc.integer({ min: 1, max: 4 }),
  name: fc.constant('Client'),
  class: fc.constantFrom('external', 'internal', 'probe'),
  calls: fc.nat(3),
  firstAt: moment,
  lastAt: moment,
  toldAt: fc.option(moment, { nil: undefined }),
});
const agreement: fc.Arbitrary<Agreement> = fc.record({
  consumerId: fc.integer({ min: 1, max: 4 }),
  name: fc.constant('Client'),
  kind: fc.constantFrom('consent', 'extension'),
  until: fc.option(moment, { nil: undefined }),
});
const world = fc
  .record({
    days: fc.record({ deprecated: day, sunset: day }),
    guard: fc.constantFrom('consent' as const, 'date' as const),
    now: moment,
    /** Moves the moment into a brownout or to the sunset, where random ones seldom are. */
    place: fc.constantFrom('anywhere', 'brownout', 'after'),
    uses: fc.array(use, { maxLength: 4 }),
    agreements: fc.array(agreement, { maxLength: 4 }),
    calls: fc.nat(2),
    confirmed: fc.nat(2),
    isCountedHere: fc.boolean(),
    switches: fc.record({ withoutBrownouts: fc.boolean(), held: fc.boolean() }),
  })
  .map(({ days, guard, now: anywhere, place, calls, confirmed, isCountedHere, ...rest }) => {
    const here: LifecycleDays = { ...days, guard };
    const placed = place === 'brownout' ? brownoutsOf(here)[0]?.from : undefined;
    const after = place === 'after' ? new Date(startOf(days.sunset).getTime() + 5 * dayMs) : undefined;
    const now = placed ?? after ?? anywhere;
    const countedDays = isCountedHere ? daysBefore(now) : [];
    return {
      lifecycle: here,
      now,
      facts: { ...rest, until: now, anonymous: { calls, confirmed }, countedDays },
      ...rest,
    };
  });

describe('Whatever is known, something deprecated', () => {
  const holdsFor = (check: (given: typeof world extends fc.Arbitrary<infer W> ? W : never) => void) =>
    fc.assert(fc.property(world, check), { numRuns: 2_000 });
  const stateOf = (given: Parameters<Parameters<typeof holdsFor>[0]>[0]) =>
    decide(given.now, given.lifecycle, given.facts, given.switches).state;

  it('is never gone before its sunset, and never deprecated after it', () => {
    holdsFor((given) => {
      const isPast = given.now >= startOf(given.lifecycle.sunset ?? '');
      expect(['held', 'gone'].includes(stateOf(given))).to.equal(isPast);
    });
  });

  it('is never gone while a client that came in time calls without consent', () => {
    holdsFor((given) => {
      if (given.lifecycle.guard === 'date' || stateOf(given) !== 'gone') return;
      for (const { consumerId, class: kind, calls, firstAt } of given.facts.uses) {
        const isLate = firstAt.getTime() >= startOf(given.lifecycle.sunset ?? '').getTime() + dayMs;
        const consents = given.facts.agreements.some((each) => each.consumerId === consumerId);
        expect(kind !== 'external' || calls === 0 || isLate || consents).to.equal(true);
      }
    });
  });

  it('is never in a brownout at a weekend, in the first 90 days, or where somebody was not told', () => {
    holdsFor((given) => {
      if (stateOf(given) !== 'brownout') return;
      expect(given.now.getUTCDay()).to.be.within(2, 5);
      const since = given.now.getTime() - startOf(given.lifecycle.deprecated).getTime();
      expect(since).to.be.at.least(90 * dayMs);
      for (const { class: kind, calls, toldAt } of given.facts.uses)
        if (kind === 'external' && calls > 0)
          expect(toldAt !== undefined && toldAt <= given.now).to.equal(true);
    });
  });

  it('is neither switched off nor gone by consent while nothing is known', () => {
    holdsFor(({ now, lifecycle: days, switches }) => {
      const { state } = decide(now, { ...days, guard: 'consent' }, undefined, switches);
      expect(state).to.be.oneOf(['announced', 'deprecated', 'held']);
    });
  });

  it('is never brought back by one more consent', () => {
    holdsFor((given) => {
      const consent: Agreement = { consumerId: 1, name: 'Client', kind: 'consent' };
      const more = { ...given.facts, agreements: [...given.facts.agreements, consent] };
      if (stateOf(given) !== 'gone') return;
      expect(decide(given.now, given.lifecycle, more, given.switches).state).to.equal('gone');
    });
  });

  it('has an obstacle if and only if it is not yet where the calendar would have it', () => {
    holdsFor((given) => {
      const { state, obstacles } = decide(given.now, given.lifecycle, given.facts, given.switches);
      if (state === 'held') expect(obstacles).not.to.have.length(0);
      if (state === 'gone' || state === 'brownout') expect(obstacles).to.have.length(0);
    });
  });
});
