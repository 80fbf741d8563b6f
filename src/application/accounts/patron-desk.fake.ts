import { Patron, type NewPatron } from '../../domain/accounts/patron.js';
import { FakeAuditTrail } from '../kernel/storage/audit-trail.fake.js';
import { FakeUnitOfWork } from '../kernel/storage/unit-of-work.fake.js';
import { FakeApiKeys } from './api-keys.fake.js';
import { FakeKnownNetworks } from './networks/known-networks.fake.js';
import { PatronService } from './patron-service.js';
import { FakePatrons } from './patrons.fake.js';
import { FakeSecondFactors } from './second-factor/second-factors.fake.js';
import { FakeSessions } from './sessions.fake.js';

/** A patron service on stores in memory, with a clock that stands still. */
export class FakePatronDesk {
  readonly now = new Date('2026-12-01T09:30:00Z');
  readonly work = new FakeUnitOfWork();
  readonly patrons = new FakePatrons(this.work);
  readonly factors = new FakeSecondFactors(this.work);
  readonly sessions = new FakeSessions(this.work);
  readonly keys = new FakeApiKeys(this.work);
  readonly networks = new FakeKnownNetworks(this.work);
  readonly audit = new FakeAuditTrail(this.work);
  /** Patrons with open business. */
  readonly busy = new Set<number>();
  /** Passwords that were hashed while a transaction was running. */
  readonly hashedInTransaction: string[] = [];
  readonly service = new PatronService(
    this.work,
    this.patrons,
    this.factors,
    { hash: (password) => this.#hash(password), verify: () => Promise.resolve(false) },
    [{ has: (id) => Promise.resolve(this.busy.has(id)) }],
    this.sessions,
    this.keys,
    this.networks,
    this.audit,
    { now: () => this.now },
  );

  /** A patron who was registered a month ago; the first one has the id 1. */
  given(details: Partial<NewPatron> = {}): Patron {
    const name = details.username ?? 'ada';
    const names = { username: name, firstName: null, lastName: null, email: `${name}@example.org` };
    const patron = new Patron(
      { ...names, cardNumber: `card of ${name}`, passwordHash: 'old hash', role: 'patron', ...details },
      new Date('2026-11-01T09:30:00Z'),
    );
    this.patrons.given(patron);
    return patron;
  }

  /** The recorded events: action, patron and details. */
  get recorded(): unknown[] {
    return this.audit.events.map(({ action, subject, details }) => [action, subject.id, details]);
  }

  #hash(password: string): Promise<string> {
    if (this.work.isRunning) this.hashedInTransaction.push(password);
    return Promise.resolve(`hash of ${password}`);
  }
}
