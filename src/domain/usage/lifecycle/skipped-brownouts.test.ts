import { expect } from 'chai';
import type { LifecycleDays } from '../../kernel/lifecycle/lifecycle-days.js';
import { brownoutsOf } from '../../kernel/lifecycle/brownouts.js';
import type { Decision, Obstacle } from './decision.js';
import { skippedBrownouts, whySkipped } from './skipped-brownouts.js';

const lifecycle: LifecycleDays = { deprecated: '2026-12-01', sunset: '2027-12-01' };
const [first, second] = brownoutsOf(lifecycle);
const untold: Obstacle = { kind: 'not_told', consumerId: 7, name: 'Kiosk' };
const deprecated: Decision = { state: 'deprecated', obstacles: [] };
const refused: Decision = { state: 'deprecated', obstacles: [untold] };

describe('Skipped brownouts', () => {
  if (!first || !second) throw new Error('There are no brownouts.');
  const minutesIn = (minutes: number) => new Date(first.from.getTime() + minutes * 60_000);
  const at = (checkedAt: Date, decision: Decision) => ({ ...decision, checkedAt });
  const off: Decision = { state: 'brownout', window: first, obstacles: [] };

  it('are named by the first decision in them, and by no later one', () => {
    const before = at(minutesIn(-5), deprecated);
    expect(skippedBrownouts(first.from, lifecycle, before, refused)).to.deep.equal([
      { window: first, obstacles: [untold] },
    ]);
    expect(skippedBrownouts(minutesIn(5), lifecycle, at(first.from, refused), refused)).to.deep.equal([]);
  });

  it('are named by the first decision of all, too', () => {
    expect(skippedBrownouts(first.from, lifecycle, undefined, refused)).to.have.lengthOf(1);
  });

  it('are those that end early, too', () => {
    expect(skippedBrownouts(minutesIn(5), lifecycle, at(first.from, off), refused)).to.deep.equal([
      { window: first, obstacles: [untold] },
    ]);
  });

  it('are not those that take place, nor is there one between them', () => {
    expect(skippedBrownouts(first.from, lifecycle, at(minutesIn(-5), deprecated), off)).to.deep.equal([]);
    expect(skippedBrownouts(first.until, lifecycle, at(minutesIn(10), off), deprecated)).to.deep.equal([]);
  });

  it('are those in which nobody has decided, each once', () => {
    const later = new Date(second.until.getTime() + 1);
    const all = skippedBrownouts(later, lifecycle, at(minutesIn(-5), deprecated), deprecated);
    expect(all).to.deep.equal([first, second].map((window) => ({ window, obstacles: [] })));
    expect(skippedBrownouts(later, lifecycle, at(later, deprecated), deprecated)).to.deep.equal([]);
  });

  it('have a reason in words, without names', () => {
    const other: Obstacle = { kind: 'not_told', consumerId: 9, name: 'Till' };
    expect(whySkipped([untold, other])).to.equal('not told in time: client 7, 9');
    const rest = [[], [{ kind: 'switch' }], [{ kind: 'no_usage_data' }]] as const;
    expect(new Set(rest.map(whySkipped))).to.have.lengthOf(3);
  });
});
