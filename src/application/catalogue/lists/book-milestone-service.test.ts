import 'reflect-metadata';
import { expect } from 'chai';
import { FakeUnitOfWork } from '../../kernel/storage/unit-of-work.fake.js';
import { BookMilestoneService } from './book-milestone-service.js';
import type { BookMilestones } from './book-milestones.js';

/**
 * A gap of so many books, of which each step fills 10,000, and so many noted changes. Another process takes the lock after
 * `turns` steps.
 */
function milestonesOf(length: number, { changes = 0, turns = Infinity, set = 40 } = {}) {
  const steps: string[] = [];
  const milestones: BookMilestones = {
    lock: () => Promise.resolve(turns-- > 0),
    prepare: () => Promise.resolve(void steps.push('prepare')),
    merge: (limit) => {
      const merged = Math.min(limit, changes);
      changes -= merged;
      steps.push(`merge ${merged}`);
      return Promise.resolve(merged);
    },
    gaps: () => Promise.resolve(length >= 2_000 ? [{ order: 'id', end: null, books: length }] : []),
    fill: (given) => {
      steps.push(`fill ${given.books}`);
      if (set > 0) length -= 10_000;
      return Promise.resolve(set);
    },
    recount: () => Promise.resolve({ before: null, counted: length }),
  };
  return { steps, service: new BookMilestoneService(milestones, new FakeUnitOfWork()) };
}

describe('The book milestone service', () => {
  const running = () => new AbortController().signal;

  it('merges the noted changes before each pass, and fills gaps until none is left', async () => {
    const { steps, service } = milestonesOf(15_000);
    await service.keep(running());
    expect(steps).to.deep.equal(['prepare', 'merge 0', 'fill 15000', 'merge 0', 'fill 5000', 'merge 0']);
  });

  it('merges very many changes in lots', async () => {
    const { steps, service } = milestonesOf(0, { changes: 25_000 });
    await service.keep(running());
    expect(steps).to.deep.equal(['prepare', 'merge 10000', 'merge 10000', 'merge 5000']);
  });

  it('ends after a pass that sets no milestone', async () => {
    const { steps, service } = milestonesOf(15_000, { set: 0 });
    await service.keep(running());
    expect(steps).to.deep.equal(['prepare', 'merge 0', 'fill 15000']);
  });

  it('leaves it to another process that does the same', async () => {
    const { steps, service } = milestonesOf(15_000, { turns: 0 });
    await service.keep(running());
    expect(steps).to.deep.equal([]);
    const later = milestonesOf(15_000, { turns: 3 });
    await later.service.keep(running());
    expect(later.steps).to.deep.equal(['prepare', 'merge 0', 'fill 15000']);
  });

  it('fills nothing after a stop', async () => {
    const { steps, service } = milestonesOf(15_000);
    await service.keep(AbortSignal.abort());
    expect(steps).to.deep.equal(['prepare']);
  });

  it('counts the books anew, but not while another process works', async () => {
    expect(await milestonesOf(7).service.recount()).to.deep.equal({ before: null, counted: 7 });
    expect(await milestonesOf(7, { turns: 0 }).service.recount()).to.equal(undefined);
  });
});
