import 'reflect-metadata';
import { expect } from 'chai';
import sinon from 'sinon';
import { HandClock } from '../../../../test/support/clock.js';
import { stubOf } from '../../../../test/support/stub-of.js';
import { TrailKeeping } from './trail-keeping.js';
import type { TrailMonths } from './trail-months.js';

describe('Keeping the audit trail', () => {
  const months = () => {
    const stub = stubOf<TrailMonths>('createAhead', 'detachBefore');
    stub.detachBefore.resolves(['audit_event_2024_12']);
    return stub;
  };
  const clock = new HandClock(new Date('2026-12-31T23:59:59Z'));

  it('creates months ahead, and then detaches those that have ended so many whole months ago', async () => {
    const [stub, events] = [months(), { happened: sinon.spy() }];
    await new TrailKeeping(stub, 24, clock, events).keep();
    expect(stub.detachBefore.args).to.deep.equal([[new Date('2024-12-01T00:00:00Z')]]);
    expect(stub.createAhead.calledBefore(stub.detachBefore)).to.equal(true);
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
