import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { plantPatrons, type PlannedPatron } from '../../../seeds/accounts/plant-patrons.js';
import type { SeedContext } from '../../../seeds/seed-context.js';
import { RandomSecrets } from '../../../src/infrastructure/accounts/random-secrets.js';
import { keyWithoutScopes, links } from './people.js';

type Reader = Pick<PlannedPatron, 'username' | 'firstName' | 'lastName' | 'category' | 'role'> &
  Partial<PlannedPatron>;

/**
 * Nine people, by their names in conversations. Their ids are 1 to 9. The admin has an API key without scopes, the
 * patron has a session, and three links were mailed. One account is disabled, and one address is not verified.
 */
export async function fill(em: EntityManager, context: SeedContext): Promise<void> {
  await plantPatrons(
    em,
    readersOf(context).map((reader, index) => plannedOf(reader, context.daysAgo(800 - index))),
  );
  const kysely = em.getKysely();
  await sql`update patron set disabled_at = ${context.daysAgo(5)} where username = 'disabled'`.execute(
    kysely,
  );
  await sql`
    insert into api_key (patron_id, name, hash, scopes, created_at)
    values (1, 'Opens nothing', ${new RandomSecrets().hash(keyWithoutScopes)}, '{}', ${context.daysAgo(10)})`.execute(
    kysely,
  );
  await sql`
    insert into session (patron_id, user_agent, started_at, expires_at)
    values (3, 'curl/8.14.1', ${context.daysAgo(1)}, ${context.daysAgo(-29)})`.execute(kysely);
  await mailLinks(em, context);
}

async function mailLinks(em: EntityManager, context: SeedContext): Promise<void> {
  const hash = (secret: string) => new RandomSecrets().hash(secret);
  const until = context.daysAgo(-29);
  const kysely = em.getKysely();
  await sql`update patron set email_verified = false where username = 'unverified'`.execute(kysely);
  await sql`update patron set pending_email = 'librarian@example.org' where id = 4`.execute(kysely);
  await sql`
    insert into account_link (hash, patron_id, purpose, email, expires_at) values
      (${hash(links.reset)}, 4, 'reset', 'other@example.org', ${until}),
      (${hash(links.verification)}, 9, 'verification', 'unverified@example.org', ${until}),
      (${hash(links.taken)}, 4, 'verification', 'librarian@example.org', ${until})`.execute(kysely);
}

function readersOf(context: SeedContext): Reader[] {
  const adult = { category: 'adult', role: 'patron' } as const;
  return [
    { username: 'admin', firstName: 'Ada', lastName: 'Okonkwo', category: 'staff', role: 'admin' },
    { username: 'librarian', firstName: 'Lena', lastName: 'Bergström', category: 'staff', role: 'librarian' },
    { username: 'patron', firstName: 'Pablo', lastName: 'Quispe', ...adult },
    { username: 'other', firstName: 'Haruka', lastName: 'Ishida', ...adult },
    {
      username: 'blocked',
      firstName: 'Omar',
      lastName: 'Haddad',
      ...adult,
      blocks: [{ reason: 'Unpaid fees', until: null }],
    },
    {
      username: 'expired',
      firstName: 'Tomáš',
      lastName: 'Dvořáček',
      ...adult,
      expiresAt: context.daysAgo(30),
    },
    { username: 'child', firstName: 'Mila', lastName: 'Petrović', category: 'child', role: 'patron' },
    { username: 'disabled', firstName: 'Nils', lastName: 'Aalto', ...adult },
    { username: 'unverified', firstName: 'Juno', lastName: 'Abadi', ...adult },
  ];
}

function plannedOf(reader: Reader, createdAt: Date): PlannedPatron {
  const { username } = reader;
  const email = `${username}@example.org`;
  return { email, password: `${username}-demo-password`, createdAt, expiresAt: null, blocks: [], ...reader };
}
