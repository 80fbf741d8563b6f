import { expect } from 'chai';
import sinon, { type SinonFakeTimers } from 'sinon';
import { Availability } from './availability.js';
import type { ProcessEvent } from './process-events.js';

const refused = Object.assign(new Error(''), { code: 'ECONNREFUSED' });

describe('The availability of a dependency', () => {
  let clock: SinonFakeTimers;
  let told: ProcessEvent[];
  let availability: Availability;
  beforeEach(() => {
    clock = sinon.useFakeTimers();
    clock.tick(10_000);
    told = [];
    availability = new Availability('postgresql', 'error');
    availability.reportTo({ happened: (event) => told.push(event) });
  });
  afterEach(() => clock.restore());

  it('is not reported before the first failure', () => {
    availability.markUp();
    expect(told).to.deep.equal([]);
  });

  it('is reported once when it is lost, with the cause, however many requests fail', () => {
    for (let request = 0; request < 10; request++) availability.markDown(refused);
    expect(told).to.deep.equal([
      { level: 'error', event: 'away', facts: { what: 'postgresql', cause: 'ECONNREFUSED' } },
    ]);
  });

  it('is not restored before half a second without a failure', () => {
    availability.markDown(refused);
    clock.tick(400);
    availability.markDown(refused);
    clock.tick(499);
    availability.markUp();
    expect(told.map(({ event }) => event)).to.deep.equal(['away']);
  });

  it('is reported once when it is restored, with the seconds of the outage', () => {
    availability.markDown(refused);
    clock.tick(400);
    availability.markDown(refused);
    clock.tick(500);
    for (let request = 0; request < 10; request++) availability.markUp();
    expect(told.slice(1)).to.deep.equal([
      { level: 'info', event: 'back', facts: { what: 'postgresql', seconds: 0.9 } },
    ]);
  });

  it('is reported again at the next outage', () => {
    availability.markDown(refused);
    clock.tick(500);
    availability.markUp();
    availability.markDown(refused);
    expect(told.map(({ event }) => event)).to.deep.equal(['away', 'back', 'away']);
  });
});
