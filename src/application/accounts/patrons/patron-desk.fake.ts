import { Patron, type NewPatron } from '../../../domain/accounts/patron.js';
import { FakeAuditTrail } from '../../kernel/storage/audit-trail.fake.js';
import { FakeUnitOfWork } from '../../kernel/storage/unit-of-work.fake.js';
import { FakeApiKeys } from '../api-keys.fake.js';
import { FakeKnownNetworks } from '../networks/known-networks.fake.js';
import { FakeAccountLetters } from '../mail/account-letters.fake.js';
import { FakeAccountLinks } from '../mail/account-links.fake.js';
import { AccountWarnings } from '../mail/account-warnings.js';
import { EmailService } from '../mail/email-service.js';
import type { Credentials } from '../patron-queries.js';
import { FakeSecrets } from '../secrets.fake.js';
import { PatronService } from './patron-service.js';
import type { PatronView } from '../views.js';
import { FakePatrons } from '../patrons.fake.js';
import { FakeSecondFactors } from '../second-factor/second-factors.fake.js';
import { FakeSessions } from '../sessions.fake.js';

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
  readonly letters = new FakeAccountLetters(this.work, () => this.now);
  readonly links = new FakeAccountLinks(this.work);
  readonly secrets = new FakeSecrets();
  readonly warnings = new AccountWarnings(this.letters);
  /** Patrons whose traces in other features were erased. */
  readonly erased: number[] = [];
  /** Patrons with open business. */
  readonly busy = new Set<number>();
  /** Passwords that were hashed while a transaction was running. */
  readonly hashedInTransaction: string[] = [];
  readonly emails = new EmailService(
    this.work,
    this.patrons,
    { credentials: (email) => this.credentials(email) },
    this.links,
    this.letters,
    this.warnings,
    this.secrets,
    this.audit,
    { now: () => this.now },
  );
  readonly service = new PatronService(
    this.work,
    this.patrons,
    this.factors,
    { hash: (password) => this.#hash(password), verify: () => Promise.resolve(false) },
    [{ has: (id) => Promise.resolve(this.busy.has(id)) }],
    this.sessions,
    this.keys,
    this.networks,
    this.emails,
    [{ erase: (id) => Promise.resolve(void this.erased.push(id)) }],
    this.audit,
    { now: () => this.now },
  );

  /** Finds the credentials of the account with this address. */
  credentials(email: string): Promise<Credentials | undefined> {
    const found = this.patrons.stored.find((patron) => patron.email?.toLowerCase() === email.toLowerCase());
    return Promise.resolve(
      found && {
        patronId: found.id,
        role: found.role,
        passwordHash: found.passwordHash,
        disabled: found.disabledAt !== null,
      },
    );
  }

  /** The account as its owner sees it. */
  view(id: number): Promise<PatronView | undefined> {
    const found = this.patrons.stored.find((patron) => patron.id === id && patron.closedAt === null);
    return Promise.resolve(found && { ...found, disabled: found.disabledAt !== null });
  }

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
