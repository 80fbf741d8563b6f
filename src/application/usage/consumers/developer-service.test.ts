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
    await service.switch(3, true);
    expect(await consumers.isDeveloper(3)).to.equal(true);
    await service.switch(3, false);
    expect(await consumers.isDeveloper(3)).to.equal(false);
    expect(audit.events.map(({ details }) => details)).to.deep.equal([{ isOn: true }, { isOn: false }]);
  });
});
