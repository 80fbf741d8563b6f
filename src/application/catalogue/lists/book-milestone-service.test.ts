import 'reflect-metadata';
import { expect } from 'chai';
import { FakeUnitOfWork } from '../../kernel/storage/unit-of-work.fake.js';
import { BookMilestoneService } from './book-milestone-service.js';
import type { BookMilestones, MilestoneGap } from './book-milestones.js';

/** A gap of so many books, which each step shortens by 10,000. Another process takes the lock after `turns` steps. */
function milestonesOf(length: number, turns = Infinity) {
  const steps: string[] = [];
  const gap = (): MilestoneGap => ({ order: 'id', after: null, length });
  const milestones: BookMilestones = {
    lock: () => Promise.resolve(turns-- > 0),
    merge: () => Promise.resolve(void steps.push('merge')),
    gaps: () => Promise.resolve(length >= 2_000 ? [gap()] : []),
    fill: (given) => {
      steps.push(`fill ${given.length}`);
      length -= 10_000;
      return Promise.resolve();
    },
    recount: () => Promise.resolve({ before: null, counted: length }),
  };
  return { steps, service: new BookMilestoneService(milestones, new FakeUnitOfWork()) };
}

describe('The book milestone service', () => {
  it('merges the noted changes and fills gaps until none is left', async () => {
    const { steps, service } = milestonesOf(25_000);
    await service.keep(new AbortController().signal);
    expect(steps).to.deep.equal(['merge', 'fill 25000', 'fill 15000', 'fill 5000']);
  });

  it('leaves it to another process that does the same', async () => {
    const { steps, service } = milestonesOf(25_000, 0);
    await service.keep(new AbortController().signal);
    expect(steps).to.deep.equal([]);
    const later = milestonesOf(25_000, 2);
    await later.service.keep(new AbortController().signal);
    expect(later.steps).to.deep.equal(['merge', 'fill 25000']);
  });

  it('fills nothing after a stop', async () => {
    const { steps, service } = milestonesOf(25_000);
    await service.keep(AbortSignal.abort());
    expect(steps).to.deep.equal(['merge']);
  });

  it('counts the books anew, but not while another process works', async () => {
    expect(await milestonesOf(7).service.recount()).to.deep.equal({ before: null, counted: 7 });
    expect(await milestonesOf(7, 0).service.recount()).to.equal(undefined);
  });
});
