import { inject, injectable } from 'tsyringe';
import sql, { type Sql } from 'sql-template-tag';
import type {
  Account,
  Contact,
  Credentials,
  KeyHolder,
  PatronQueries,
} from '../../application/accounts/patron-queries.js';
import { SecondFactorPolicy } from '../../application/accounts/second-factor/second-factor-policy.js';
import type { PatronView } from '../../application/accounts/views.js';
import { Clock } from '../../application/kernel/clock.js';
import type { Page, PageRequest } from '../../application/kernel/storage/page.js';
import {
  sliceOf,
  type Place,
  type Slice,
  type SliceRequest,
} from '../../application/kernel/storage/slice.js';
import { Database } from '../kernel/postgres/database.js';
import { isRowId } from '../kernel/postgres/row-id.js';
import { patronColumns } from './patron-sql.js';
import { storedAddresses } from './credentials/stored-addresses.js';

/** Nobody can sign in to a closed account, to a disabled one, or to one without a password. */
const mayEnter = sql`closed_at is null and disabled_at is null and password_hash is not null`;

const hasFactor = sql`
  exists (select from second_factor where second_factor.patron_id = patron.id and confirmed_at is not null)`;

/** Whether the session began with a second factor. A token without a session never did. */
function passedIn(session: number | undefined): Sql {
  return session === undefined
    ? sql`false`
    : sql`exists (select from session where session.id = ${session} and second_factor_at is not null)`;
}

@injectable()
export class SqlPatronQueries implements PatronQueries {
  constructor(
    @inject(Database) private readonly database: Database,
    @inject(Clock) private readonly clock: Clock,
    @inject(SecondFactorPolicy) private readonly policy: SecondFactorPolicy,
  ) {}

  async view(id: number): Promise<PatronView | undefined> {
    if (!isRowId(id)) return undefined;
    const rows = await this.database.rows<PatronView>(sql`
      select ${patronColumns} from patron where id = ${id} and closed_at is null`);
    return rows[0];
  }

  async list({ offset, limit }: PageRequest): Promise<Page<PatronView>> {
    const [items, total] = await Promise.all([
      this.database.rows<PatronView>(sql`
        select ${patronColumns} from patron where closed_at is null order by id limit ${limit} offset ${offset}`),
      this.count(),
    ]);
    return { items, total };
  }

  async listAfter({ after, limit }: SliceRequest): Promise<Slice<PatronView>> {
    const [last = 0] = after ?? [];
    const rows = await this.database.rows<PatronView & { place: Place }>(sql`
      select ${patronColumns}, jsonb_build_array(id) as place
      from patron where closed_at is null and id > ${last} order by id limit ${limit + 1}`);
    return sliceOf(rows, limit);
  }

  async count(): Promise<number> {
    const rows = await this.database.rows<{ total: number }>(sql`
      select count(*) as total from patron where closed_at is null`);
    return rows[0]?.total ?? 0;
  }

  credentials(email: string): Promise<Credentials | undefined> {
    return this.credentialsWhere(sql`
      id = (select patron.id
            from unnest(${storedAddresses(email)}::text[]) with ordinality as form(address, place)
              join patron on lower(email) = lower(address)
            where closed_at is null order by place limit 1)`);
  }

  credentialsOf(id: number): Promise<Credentials | undefined> {
    return this.credentialsWhere(sql`id = ${id}`);
  }

  async signedIn(id: number, session?: number): Promise<Account | undefined> {
    const running =
      session === undefined
        ? sql`true`
        : sql`exists (select from session where session.id = ${session} and patron_id = patron.id and ended_at is null
                and session.expires_at > ${this.clock.now()})`;
    const rows = await this.database.rows<Account & { readonly passed: boolean }>(sql`
      select id as "patronId", role, pins, token_generation as generation, ${passedIn(session)} as passed
      from patron where id = ${id} and ${mayEnter} and ${running} and (${passedIn(session)} or not ${hasFactor})`);
    if (!rows[0]) return undefined;
    const { passed, ...account } = rows[0];
    const isMissing = !passed && this.policy.isRequiredFor(account.role);
    const secondFactor = passed ? 'passed' : isMissing ? 'missing' : undefined;
    return {
      ...account,
      ...(session !== undefined && { session }),
      ...(secondFactor && { secondFactor }),
    };
  }

  contacts(ids: readonly number[]): Promise<Contact[]> {
    return this.database.rows<Contact>(sql`
      select id as "patronId", coalesce(first_name, username) as name, email, language
      from patron where id = any (${ids}) and email is not null and email_verified and closed_at is null`);
  }

  async historyKeepers(ids: readonly number[]): Promise<number[]> {
    const rows = await this.database.rows<{ id: number }>(sql`
      select id from patron where id = any (${ids}) and keeps_history and closed_at is null`);
    return rows.map(({ id }) => id);
  }

  async cardNumbers(ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
    const rows = await this.database.rows<{ id: number; cardNumber: string }>(sql`
      select id, card_number as "cardNumber" from patron where id = any (${ids}) and closed_at is null`);
    return new Map(rows.map(({ id, cardNumber }) => [id, cardNumber]));
  }

  async keyHolder(hash: string): Promise<KeyHolder | undefined> {
    const rows = await this.database.rows<KeyHolder>(sql`
      select patron.id as "patronId", role, pins, api_key.id as "apiKey", scopes
      from api_key join patron on patron.id = patron_id
      where hash = ${hash} and revoked_at is null and ${mayEnter}
        and (api_key.expires_at is null or api_key.expires_at > ${this.clock.now()})`);
    return rows[0];
  }

  private async credentialsWhere(condition: Sql): Promise<Credentials | undefined> {
    const rows = await this.database.rows<Credentials>(sql`
      select id as "patronId", role, password_hash as "passwordHash", disabled_at is not null as disabled
      from patron where ${condition} and closed_at is null`);
    return rows[0];
  }
}
