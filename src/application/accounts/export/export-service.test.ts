import 'reflect-metadata';
import { expect } from 'chai';
import type { SinonStubbedInstance } from 'sinon';
import { aPatronView } from '../../../../test/support/accounts/account-views.js';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { stubOf } from '../../../../test/support/stub-of.js';
import { FakeAuditTrail } from '../../kernel/storage/audit-trail.fake.js';
import { FakeUnitOfWork } from '../../kernel/storage/unit-of-work.fake.js';
import type { PatronQueries } from '../patron-queries.js';
import { ExportService } from './export-service.js';
import type { PersonalRecords } from './personal-records.js';

const now = new Date('2026-12-01T09:30:00Z');

describe('The export of personal data', () => {
  let patrons: SinonStubbedInstance<PatronQueries>;
  let audit: FakeAuditTrail;
  let asked: string[];
  let service: ExportService;

  const part = (section: string): PersonalRecords => ({
    section,
    of: (patronId) => {
      asked.push(`${section} after ${audit.events.length} events`);
      return Promise.resolve([{ of: patronId }]);
    },
  });

  beforeEach(() => {
    const work = new FakeUnitOfWork();
    patrons = stubOf<PatronQueries>('view');
    patrons.view.withArgs(3).resolves(aPatronView());
    audit = new FakeAuditTrail(work);
    asked = [];
    const parts = [part('account'), part('loans')];
    service = new ExportService(work, patrons, parts, audit, { now: () => now });
  });

  it('has the records of every part under its name', async () => {
    expect(await service.of(3, { patronId: 3, role: 'patron' })).to.deep.equal({
      exportedAt: now,
      sections: { account: [{ of: 3 }], loans: [{ of: 3 }] },
    });
  });

  it('is recorded before anything is read', async () => {
    await service.of(3, { patronId: 9, role: 'librarian' });
    expect(audit.events).to.deep.equal([
      { action: 'accounts.data_exported', subject: { type: 'patron', id: 3 } },
    ]);
    expect(asked).to.deep.equal(['account after 1 events', 'loans after 1 events']);
  });

  it('is refused to a librarian for a member of staff, and given to an admin', async () => {
    patrons.view.withArgs(3).resolves(aPatronView({ role: 'admin' }));
    const codes = await codesOf(() => service.of(3, { patronId: 9, role: 'librarian' }));
    expect(codes).to.deep.equal(['accounts.staff_needs_admin']);
    expect(audit.events).to.deep.equal([]);
    expect((await service.of(3, { patronId: 9, role: 'admin' })).sections).to.have.property('loans');
  });

  it('is given to librarians for themselves', async () => {
    patrons.view.withArgs(3).resolves(aPatronView({ role: 'librarian' }));
    expect((await service.of(3, { patronId: 3, role: 'librarian' })).sections).to.have.property('account');
  });

  it('does not find an unknown or closed account', async () => {
    const codes = await codesOf(() => service.of(99, { patronId: 9, role: 'admin' }));
    expect(codes).to.deep.equal(['accounts.patron_not_found']);
  });
});
