import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'chai';
import { Availability } from './availability.js';
import type { ProcessEvent } from './process-events.js';

describe('The availability of something', () => {
  it('is told once when it goes, with the cause, and once when it is back for good', async () => {
    const told: ProcessEvent[] = [];
    const availability = new Availability('postgresql', 'error');
    availability.tellTo({ happened: (event) => told.push(event) });
    const refused = Object.assign(new Error(''), { code: 'ECONNREFUSED' });
    availability.isThere();
    for (let request = 0; request < 10; request++) availability.isAway(refused);
    availability.isThere();
    await wait(510);
    for (let request = 0; request < 10; request++) availability.isThere();
    expect(told).to.deep.equal([
      { level: 'error', event: 'away', facts: { what: 'postgresql', cause: 'ECONNREFUSED' } },
      { level: 'info', event: 'back', facts: { what: 'postgresql', seconds: 0.5 } },
    ]);
  });
});
