import { randomBytes } from 'node:crypto';
import { inject, injectable } from 'tsyringe';
import sql, { join, type Sql } from 'sql-template-tag';
import {
  sliceOf,
  type Place,
  type Slice,
  type SliceRequest,
} from '../../../application/kernel/storage/slice.js';
import { accountRef, keyRef } from '../../../application/usage/consumers/consumer-ref.js';
import {
  ownerAlone,
  type AccountSettings,
  type ConsumerQueries,
  type Contact,
  type OwnClient,
  type OwnClients,
  type ProgramView,
} from '../../../application/usage/consumers/consumers.js';
import type {
  ConsumerDirectory,
  KnownConsumers,
} from '../../../application/usage/consumers/known-consumers.js';
import { Database } from '../../kernel/postgres/database.js';
import { isRowId } from '../../kernel/postgres/row-id.js';
import { SqlUnitOfWork } from '../../kernel/unit-of-work/sql-unit-of-work.js';

const contact = sql`contact_email as "contactEmail", second_email as "secondEmail", muted_until as "mutedUntil"`;

const shown = sql`
  id, program, patron_id as "ownerId", name, ${contact}, class, first_seen_at as "firstSeenAt"`;

@injectable()
export class SqlConsumerQueries implements ConsumerQueries, OwnClients, ConsumerDirectory {
  constructor(
    @inject(Database) private readonly database: Database,
    @inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork,
  ) {}

  async account(patronId: number): Promise<AccountSettings> {
    const [row] = await this.database.rows<AccountSettings>(sql`
      select developer as "isDeveloper", muted_until as "mutedUntil" from consumer
      where ref = ${accountRef(patronId)}`);
    return row ?? { isDeveloper: false, mutedUntil: null };
  }

  async keyContact(keyId: number): Promise<Contact> {
    const [row] = await this.database.rows<Contact>(sql`
      select ${contact} from consumer where ref = ${keyRef(keyId)}`);
    return row ?? ownerAlone;
  }

  async ofPatron(patronId: number, limit: number): Promise<readonly OwnClient[]> {
    const newest = await this.database.rows<OwnClient>(sql`
      select kind, key_id as "keyId", program, name, ${contact}, developer as "isDeveloper",
             first_seen_at as "firstSeenAt"
      from consumer where patron_id = ${patronId} and closed_at is null order by id desc limit ${limit}`);
    return newest.toReversed();
  }

  async program(ownerId: number | undefined, id: number): Promise<ProgramView | undefined> {
    if (!isRowId(id)) return undefined;
    const asked = matching({ ownerId, isRegistered: true });
    const rows = await this.database.rows<ProgramView>(sql`
      select ${shown} from consumer where id = ${id} and ${asked}`);
    return rows[0];
  }

  async programs(
    filter: Parameters<ConsumerQueries['programs']>[0],
    { after, limit }: SliceRequest,
  ): Promise<Slice<ProgramView>> {
    const rows = await this.database.rows<ProgramView & { place: Place }>(sql`
      select ${shown}, jsonb_build_array(id) as place from consumer
      where ${matching(filter)} and id > ${after?.[0] ?? 0} order by id limit ${limit + 1}`);
    return sliceOf(rows, limit);
  }

  async read(day: string): Promise<KnownConsumers> {
    const developers = await this.database.rows<{ id: number }>(sql`
      select patron_id as id from consumer where kind = 'account' and developer`);
    return { day, developers: new Set(developers.map(({ id }) => id)), salt: await this.saltOf(day) };
  }

  /** The first instance of a day makes the salt, and removes older ones: then no hash can be made again. */
  private async saltOf(day: string): Promise<string> {
    const read = sql`select salt from usage_salt where day = ${day}`;
    const [known] = await this.database.rows<{ salt: string }>(read);
    if (known) return known.salt;
    return this.unit.run(async () => {
      await this.unit.rows(sql`delete from usage_salt where day < ${day}`);
      await this.unit.rows(sql`
        insert into usage_salt (day, salt) values (${day}, ${randomBytes(16).toString('hex')})
        on conflict (day) do nothing`);
      const [made] = await this.unit.rows<{ salt: string }>(read);
      return made?.salt ?? '';
    });
  }
}

function matching({ ownerId, isRegistered }: Parameters<ConsumerQueries['programs']>[0]): Sql {
  const asked = [
    sql`kind = 'program'`,
    ...(ownerId === undefined ? [] : [isRowId(ownerId) ? sql`patron_id = ${ownerId}` : sql`false`]),
    ...(isRegistered === undefined
      ? []
      : [isRegistered ? sql`patron_id is not null` : sql`patron_id is null`]),
  ];
  return join(asked, ' and ');
}
