import sql from 'sql-template-tag';
import type { Block, Role } from '../../src/domain/accounts/patron.js';
import { Argon2Passwords } from '../../src/infrastructure/accounts/argon2-passwords.js';
import type { SeedDatabase } from '../seed.js';

/** A patron who is to be there. The e-mail address tells whether they are. */
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
  /** In clear; without one, nobody can sign in. */
  readonly password?: string;
}

const passwords = new Argon2Passwords();

/**
 * Adds the patrons whose e-mail address nobody has. Their cards get the next numbers, in this order, so they collide
 * with nobody's, and in an empty library they are counted from P0000001.
 */
export async function plantPatrons(db: SeedDatabase, planned: readonly PlannedPatron[]): Promise<void> {
  const known = await db.rows<{ email: string }>(sql`
    select lower(email) as email from patron where lower(email) = any(${planned.map(({ email }) => email)})`);
  const taken = new Set(known.map(({ email }) => email));
  const missing = await Promise.all(planned.filter(({ email }) => !taken.has(email)).map(withHash));
  await db.rows(sql`
    insert into patron (card_number, username, first_name, last_name, email, password_hash, role, category,
                        expires_at, blocks, created_at, updated_at)
    select 'P' || lpad(nextval('patron_card_number')::text, 7, '0'), username, "firstName", "lastName", email,
           "passwordHash", role, category, "expiresAt", blocks, "createdAt", "createdAt"
    from rows from (jsonb_to_recordset(${JSON.stringify(missing)}) as (
      username text, "firstName" text, "lastName" text, email text, "passwordHash" text, role text, category text,
      "expiresAt" timestamptz, blocks jsonb, "createdAt" timestamptz)) with ordinality
    order by ordinality`);
}

async function withHash({ password, ...patron }: PlannedPatron): Promise<object> {
  return { ...patron, passwordHash: password === undefined ? null : await passwords.hash(password) };
}
