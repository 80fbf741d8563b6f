import { inject, injectable } from 'tsyringe';
import sql from 'sql-template-tag';
import { Clock } from '../../../application/kernel/clock.js';
import type {
  Agreements,
  AnonymousConfirmations,
  OwnAgreement,
  OwnedConsumer,
  StoredAgreement,
} from '../../../application/usage/lifecycle/agreements.js';
import { Database } from '../../kernel/postgres/database.js';
import { isRowId } from '../../kernel/postgres/row-id.js';
import { SqlUnitOfWork } from '../../kernel/unit-of-work/sql-unit-of-work.js';

/** Keys and accounts are those of whoever has signed in. */
const owned = sql`id, patron_id as "patronId", confirmed or kind <> 'program' as "isConfirmed"`;

@injectable()
export class SqlAgreements implements Agreements {
  constructor(
    @inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork,
    @inject(Database) private readonly database: Database,
  ) {}

  consumersOf(patronId: number): Promise<readonly OwnedConsumer[]> {
    return this.database.rows<OwnedConsumer>(sql`
      select ${owned} from consumer where patron_id = ${patronId} order by id`);
  }

  async consumer(id: number): Promise<OwnedConsumer | undefined> {
    if (!isRowId(id)) return undefined;
    const rows = await this.database.rows<OwnedConsumer>(sql`
      select ${owned} from consumer where id = ${id} and kind <> 'anonymous'`);
    return rows[0];
  }

  of(lifecycleId: string): Promise<readonly StoredAgreement[]> {
    return this.database.rows<StoredAgreement>(sql`
      select lifecycle_id as "lifecycleId", consumer_id as "consumerId", kind, until, by, reason, at
      from lifecycle_consent where lifecycle_id = ${lifecycleId} order by at, consumer_id, kind`);
  }

  async ofPatron(patronId: number, limit: number): Promise<readonly OwnAgreement[]> {
    const newest = await this.database.rows<OwnAgreement>(sql`
      select lifecycle_id as "lifecycleId", lifecycle_consent.kind, until, reason, at, by = ${patronId} as own
      from lifecycle_consent join consumer on consumer.id = consumer_id
      where by = ${patronId} or patron_id = ${patronId}
      order by at desc, lifecycle_id desc, consumer_id desc limit ${limit}`);
    return newest.toReversed();
  }

  async add({ lifecycleId, consumerId, kind, until, by, reason, at }: StoredAgreement): Promise<boolean> {
    const rows = await this.unit.rows(sql`
      insert into lifecycle_consent (lifecycle_id, consumer_id, kind, until, by, reason, at)
      values (${lifecycleId}, ${consumerId}, ${kind}, ${until}, ${by}, ${reason}, ${at})
      on conflict do nothing returning kind`);
    return rows.length > 0;
  }
}

@injectable()
export class SqlAnonymousConfirmations implements AnonymousConfirmations {
  constructor(
    @inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  async add(lifecycleId: string, calls: number, reason: string): Promise<number> {
    const [row] = await this.unit.rows<{ id: number }>(sql`
      insert into lifecycle_anonymous (lifecycle_id, calls, reason, at)
      values (${lifecycleId}, ${calls}, ${reason}, ${this.clock.now()}) returning id`);
    return row?.id ?? 0;
  }
}
