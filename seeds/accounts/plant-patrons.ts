import { raw, type EntityManager } from '@mikro-orm/postgresql';
import { Patron, type Block, type Role } from '../../src/domain/accounts/patron.js';
import { Argon2Passwords } from '../../src/infrastructure/accounts/argon2-passwords.js';
import { nextNumbers } from '../next-numbers.js';
import { PatronFactory } from './patron-factory.js';

/** A patron to be seeded, identified by the e-mail address in lower case. */
export interface PlannedPatron {
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly category: string;
  readonly role: Role;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly blocks: readonly Block[];
  /** In clear text; without a password, the patron cannot sign in. */
  readonly password?: string;
}

const passwords = new Argon2Passwords();

/**
 * Adds the patrons whose e-mail addresses are not in use. Their cards get the next numbers in order, so that no number
 * is used twice. In an empty library the first one is P0000001.
 */
export async function plantPatrons(em: EntityManager, planned: readonly PlannedPatron[]): Promise<void> {
  const taken = await takenAddresses(em, planned);
  const missing = planned.filter(({ email }) => !taken.has(email));
  const people = await Promise.all(missing.map(withHash));
  const numbers = await nextNumbers(em, 'patron_card_number', people.length);
  const factory = new PatronFactory(em);
  people.forEach((person, index) => {
    const cardNumber = `P${String(numbers[index]).padStart(7, '0')}`;
    factory.makeOne({ ...person, cardNumber, updatedAt: person.createdAt });
  });
  await em.flush();
}

async function takenAddresses(
  em: EntityManager,
  planned: readonly PlannedPatron[],
): Promise<ReadonlySet<string>> {
  const address = raw<string>((alias) => `lower(${alias}.email)`);
  const known = await em.find(
    Patron,
    { [address]: { $in: planned.map(({ email }) => email) } },
    { fields: ['email'], disableIdentityMap: true },
  );
  return new Set(known.map(({ email }) => email?.toLowerCase() ?? ''));
}

async function withHash({ password, ...person }: PlannedPatron) {
  return { ...person, passwordHash: password === undefined ? null : await passwords.hash(password) };
}
