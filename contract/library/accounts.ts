import sql from 'sql-template-tag';
import { plantPatrons, type PlannedPatron } from '../../seeds/accounts/plant-patrons.js';
import type { SeedDatabase } from '../../seeds/seed.js';
import { RandomSecrets } from '../../src/infrastructure/accounts/random-secrets.js';
import { keyWithoutScopes } from './people.js';

type Reader = Pick<PlannedPatron, 'username' | 'firstName' | 'lastName' | 'category' | 'role'> &
  Partial<PlannedPatron>;

/** Seven people, by the names that conversations call them. Their ids are 1 to 7. The admin has a useless API key. */
export async function fill(db: SeedDatabase): Promise<void> {
  await plantPatrons(
    db,
    readersOf(db).map((reader, index) => plannedOf(reader, db.daysAgo(800 - index))),
  );
  await db.rows(sql`
    insert into api_key (patron_id, name, hash, scopes, created_at)
    values (1, 'Opens nothing', ${new RandomSecrets().hash(keyWithoutScopes)}, '{}', ${db.daysAgo(10)})`);
}

function readersOf(db: SeedDatabase): Reader[] {
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
    { username: 'expired', firstName: 'Tomáš', lastName: 'Dvořáček', ...adult, expiresAt: db.daysAgo(30) },
    { username: 'child', firstName: 'Mila', lastName: 'Petrović', category: 'child', role: 'patron' },
  ];
}

function plannedOf(reader: Reader, createdAt: Date): PlannedPatron {
  const { username } = reader;
  const email = `${username}@example.org`;
  return { email, password: `${username}-demo-password`, createdAt, expiresAt: null, blocks: [], ...reader };
}
