import sql, { type Sql } from 'sql-template-tag';
import { PatronService } from '../../src/application/accounts/patrons/patron-service.js';
import { Tokens } from '../../src/application/accounts/tokens.js';
import { Clock } from '../../src/application/kernel/clock.js';
import type { SignedIn } from '../../src/application/kernel/request/caller.js';
import { Database } from '../../src/infrastructure/kernel/postgres/database.js';
import type { RunningService } from './service.js';

/** A signed-in person with an account. */
export interface Person {
  readonly id: number;
  readonly email: string;
  readonly password: string;
  readonly token: string;
}

let people = 0;

/** Creates an account as `create-admin` does, for any role. The token is one that a login would return. */
export async function addPerson(
  { service }: RunningService,
  role: SignedIn['role'] = 'patron',
): Promise<Person> {
  const number = ++people;
  const email = `${role}-${number}@people.example`;
  const password = `a password for ${role} ${number}`;
  const names = { username: `${role}-${number}`, firstName: null, lastName: null };
  const id = await service.container.resolve(PatronService).register({ ...names, email, password, role });
  return { id, email, password, token: tokenFor(service, { patronId: id, role }) };
}

/** A token without a session. A login returns one with a session; both are valid until the account ends its tokens. */
export function tokenFor({ container }: RunningService['service'], owner: SignedIn): string {
  return container.resolve<Tokens>(Tokens).issue({ ...owner, generation: 1 }, 3_600).token;
}

/** Rows from the database of a service, read directly. */
export function rowsOf<Row extends object>({ service }: RunningService, statement: Sql): Promise<Row[]> {
  return service.container.resolve(Database).rows<Row>(statement);
}

/** A session of a patron that lasts for a day. Returns its id. */
export async function addSession(running: RunningService, patronId: number): Promise<number> {
  const now = running.service.container.resolve<Clock>(Clock).now();
  const [row] = await rowsOf<{ id: number }>(
    running,
    sql`insert into session (patron_id, started_at, expires_at)
        values (${patronId}, ${now}, ${now}::timestamptz + interval '1 day') returning id::int`,
  );
  return row?.id ?? 0;
}
