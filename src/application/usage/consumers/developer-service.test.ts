import 'reflect-metadata';
import { expect } from 'chai';
import { FakeAuditTrail } from '../../kernel/storage/audit-trail.fake.js';
import { FakeUnitOfWork } from '../../kernel/storage/unit-of-work.fake.js';
import { FakeConsumers } from './consumers.fake.js';
import { DeveloperService } from './developer-service.js';

describe('The developer service', () => {
  it('switches an account on and off, and records it', async () => {
    const work = new FakeUnitOfWork();
    const consumers = new FakeConsumers(work);
    const audit = new FakeAuditTrail(work);
    const service = new DeveloperService(work, consumers, audit);
    const mutedUntil = new Date('2027-03-01T00:00:00Z');
    await service.set(3, { isDeveloper: true, mutedUntil });
    expect(await consumers.account(3)).to.deep.equal({ isDeveloper: true, mutedUntil });
    await service.set(3, { isDeveloper: false, mutedUntil: null });
    expect(await consumers.account(3)).to.deep.equal({ isDeveloper: false, mutedUntil: null });
    expect(audit.events.map(({ details }) => details)).to.deep.equal([
      { isOn: true, mutedUntil: mutedUntil.toISOString() },
      { isOn: false, mutedUntil: null },
    ]);
  });
});
