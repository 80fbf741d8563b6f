import { inject, injectable } from 'tsyringe';
import sql, { empty, join, type Sql } from 'sql-template-tag';
import {
  sliceOf,
  type Place,
  type Slice,
  type SliceRequest,
} from '../../../application/kernel/storage/slice.js';
import {
  mailStates,
  type ClientMail,
  type ClientMailFilter,
  type ClientMails,
  type MailState,
} from '../../../application/usage/operators/client-mails.js';
import { Database } from '../../kernel/postgres/database.js';
import { isRowId } from '../../kernel/postgres/row-id.js';

@injectable()
export class SqlClientMails implements ClientMails {
  constructor(@inject(Database) private readonly database: Database) {}

  async list(filter: ClientMailFilter, { after, limit }: SliceRequest): Promise<Slice<ClientMail>> {
    const rows = await this.database.rows<ClientMail & { place: Place }>(sql`
      select m.id, m.consumer_id as "consumerId", coalesce(c.name, c.program, c.ref) as client,
             m.lifecycle_id as "lifecycleId", m.stage, m.period, m.address, m.state, m.made_at as "madeAt",
             m.settled_at as "settledAt", jsonb_build_array(m.id) as place
      from lifecycle_mail m join consumer c on c.id = m.consumer_id
      where ${join([...matching(filter), ...(after ? [sql`m.id < ${after[0]}`] : []), sql`true`], ' and ')}
      order by m.id desc limit ${limit + 1}`);
    return sliceOf(rows, limit);
  }

  async countByState(since: Date): Promise<Readonly<Record<MailState, number>>> {
    const rows = await this.database.rows<{ state: MailState; mails: number }>(sql`
      select state, count(*) as mails from lifecycle_mail where made_at >= ${since} group by state`);
    const counts = new Map(rows.map(({ state, mails }) => [state, mails]));
    return Object.fromEntries(mailStates.map((state) => [state, counts.get(state) ?? 0])) as Record<
      MailState,
      number
    >;
  }
}

function matching({ consumerId, lifecycleId, state }: ClientMailFilter): Sql[] {
  const byConsumer =
    consumerId === undefined ? empty : isRowId(consumerId) ? sql`m.consumer_id = ${consumerId}` : sql`false`;
  return [
    byConsumer,
    lifecycleId === undefined ? empty : sql`m.lifecycle_id = ${lifecycleId}`,
    state === undefined ? empty : sql`m.state = ${state}`,
  ].filter((each) => each !== empty);
}
