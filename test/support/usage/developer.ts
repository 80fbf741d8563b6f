import sql, { type Sql } from 'sql-template-tag';
import { rowsOf, type Person } from '../people.js';
import type { RunningService } from '../service.js';
import { makeKey } from '../usage.js';
import { addCalls, addConsumer } from './counted.js';

/** What a developer owns: the rows of their clients. */
export interface Owned {
  readonly key: number;
  readonly program: number;
}

/**
 * Gives an account of staff a key that was never used, a key and a program that call something deprecated, and mails
 * about it.
 */
export async function giveClients(running: RunningService, { id, token }: Person, now: Date): Promise<Owned> {
  const rows = { rows: <Row extends object>(statement: Sql) => rowsOf<Row>(running, statement) };
  await makeKey(running, token);
  const { number } = await makeKey(running, token);
  const key = await addConsumer(rows, { kind: 'key', patronId: id });
  await rows.rows(sql`
    update consumer set ref = ${`key:${number}`}, name = null, key_id = ${number},
      contact_email = 'team@reader.example', muted_until = ${new Date(now.getTime() + 86_400_000)} where id = ${key}`);
  const program = await addConsumer(rows, { patronId: id, name: 'The ShelfReader app' });
  await rows.rows(sql`update consumer set program = ${`shelfreader-${id}`} where id = ${program}`);
  const at = new Date(now.getTime() - 3_600_000);
  await addCalls(rows, key, at, { operationId: 'changeUserRole', calls: 1_204 });
  await addCalls(rows, key, at, { operationId: 'listBooks', calls: 31 });
  await addCalls(rows, program, at, { operationId: 'changeUserRole', calls: 2, outcome: '4xx' });
  await rows.rows(sql`
    insert into usage_evidence (consumer_id, operation_id, major, element, at, request_id, user_agent, minor,
                                minor_source, status)
    values (${key}, 'changeUserRole', 1, '', ${at}, '0f0c2f6a-3a47-4bd1-9a55-1f2d0f6c7a10', 'Terminal/3.1', '1.0',
            'default', 200)`);
  await rows.rows(sql`
    insert into lifecycle_mail (consumer_id, lifecycle_id, stage, address, state, made_at, settled_at)
    values (${key}, 'v1-change-user-role', 'announce', 'team@reader.example', 'delivered', ${at}, ${now}),
           (${program}, 'v1-change-user-role', 'announce', null, 'untold', ${at}, ${now})`);
  return { key, program };
}
