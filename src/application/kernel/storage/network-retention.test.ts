import 'reflect-metadata';
import { expect } from 'chai';
import { FakeAccessTrail } from './access-trail.fake.js';
import { NetworkRetention } from './network-retention.js';

describe('The retention of networks', () => {
  it('removes the networks of events that are older than 90 days, in lots', async () => {
    const accesses = new FakeAccessTrail();
    accesses.networksLeft = 2_500;
    const clock = { now: () => new Date('2027-03-01T12:00:00Z') };
    await new NetworkRetention(accesses, clock).forget(new AbortController().signal);
    expect(accesses.networksLeft).to.equal(0);
    expect(accesses.forgotBefore).to.deep.equal(new Date('2026-12-01T12:00:00Z'));
  });
});
