import { expect } from 'chai';
import type { ClientBase } from 'pg';
import { createConfig } from '../../../config/index.js';
import { openDatabase } from '../../../src/composition/database/open-database.js';
import type { Database } from '../../../src/infrastructure/kernel/postgres/database.js';
import { freshDatabase } from '../../support/postgres.js';
import { mappingGaps } from './mapping-gaps.js';
import { onProbation } from './with-client.js';

describe('entities and migrations', () => {
  let url: string;
  let database: Database;
  before(async () => {
    url = await freshDatabase('migrated');
    database = await openDatabase(createConfig('test', { databaseUrl: url }), 'requests');
  });
  after(() => database.close());

  const gaps = (change?: string) =>
    onProbation(url, async (client: ClientBase) => {
      if (change !== undefined) await client.query(change);
      return mappingGaps(database.orm, client);
    });

  it('agree on the type, nullability and generation of every column', async () => {
    expect(await gaps()).to.deep.equal([]);
  });

  for (const [change, gap] of [
    ['alter table patron drop column first_name', 'patron.first_name is mapped, and no column'],
    ['alter table patron add column nickname text', 'patron.nickname is a column, and not mapped'],
    ['create table shelf (id bigint)', 'shelf.id is a column, and not mapped'],
    [
      'alter table patron alter column expires_at type date',
      'patron.expires_at has type timestamp with time zone in its entity and date in its table',
    ],
    [
      'alter table patron alter column username drop not null',
      'patron.username has nullable false in its entity and true in its table',
    ],
    [
      'alter table audit_event alter column id drop identity',
      'audit_event.id has generated true in its entity and false in its table',
    ],
    [
      'alter table outbox_event drop constraint outbox_event_pkey cascade',
      'outbox_event.id has primary true in its entity and false in its table',
    ],
  ] as const) {
    it(`differ after the change: ${change}`, async () => {
      expect(await gaps(change)).to.deep.equal([gap]);
    });
  }
});
