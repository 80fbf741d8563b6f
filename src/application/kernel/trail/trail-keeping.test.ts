import 'reflect-metadata';
import { expect } from 'chai';
import sinon from 'sinon';
import { stubOf } from '../../../../test/support/stub-of.js';
import { TrailKeeping } from './trail-keeping.js';
import type { TrailMonths } from './trail-months.js';

describe('Keeping the audit trail', () => {
  const months = () => stubOf<TrailMonths>('createAhead', 'detachBefore');
  const clock = { now: () => new Date('2026-12-31T23:59:59Z') };

  it('creates months ahead, and then detaches those that have ended so many whole months ago', async () => {
    const [stub, events, steps] = [months(), { happened: sinon.spy() }, [] as string[]];
    stub.createAhead.callsFake(async () => void steps.push('create'));
    stub.detachBefore.callsFake(async () => {
      steps.push('detach');
      return ['audit_event_2024_12'];
    });
    await new TrailKeeping(stub, 24, clock, events).keep();
    expect(stub.detachBefore.args).to.deep.equal([[new Date('2024-12-01T00:00:00Z')]]);
    expect(steps).to.deep.equal(['create', 'detach']);
    expect(events.happened.args).to.deep.equal([
      [{ level: 'info', event: 'month detached', facts: { table: 'audit_event_2024_12' } }],
    ]);
  });

  it('detaches nothing without a number of months', async () => {
    const [stub, events] = [months(), { happened: sinon.spy() }];
    await new TrailKeeping(stub, undefined, clock, events).keep();
    expect(stub.createAhead.callCount).to.equal(1);
    expect(stub.detachBefore.callCount + events.happened.callCount).to.equal(0);
  });
});
