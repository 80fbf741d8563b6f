import { inject, injectable } from 'tsyringe';
import sql, { type Sql } from 'sql-template-tag';
import type { ApiKeyQueries } from '../../application/accounts/api-keys.js';
import type { ApiKeyView } from '../../application/accounts/views.js';
import {
  sliceOf,
  type Place,
  type Slice,
  type SliceRequest,
} from '../../application/kernel/storage/slice.js';
import { Database } from '../kernel/postgres/database.js';
import { isRowId } from '../kernel/postgres/row-id.js';

@injectable()
export class SqlApiKeyQueries implements ApiKeyQueries {
  constructor(@inject(Database) private readonly database: Database) {}

  async view(ownerId: number | undefined, id: number): Promise<ApiKeyView | undefined> {
    return isRowId(id) ? (await this.select(ownerId, sql`id = ${id}`))[0] : undefined;
  }

  async list(ownerId: number | undefined, { after, limit }: SliceRequest): Promise<Slice<ApiKeyView>> {
    const [last = 0] = after ?? [];
    return sliceOf(await this.select(ownerId, sql`id > ${last} order by id limit ${limit + 1}`), limit);
  }

  private select(
    ownerId: number | undefined,
    rest: Sql,
  ): Promise<(ApiKeyView & { readonly place: Place })[]> {
    const owned =
      ownerId === undefined ? sql`true` : isRowId(ownerId) ? sql`patron_id = ${ownerId}` : sql`false`;
    return this.database.rows(sql`
      select id, patron_id as "ownerId", name, scopes, created_at as "createdAt", expires_at as "expiresAt",
             last_used_at as "lastUsedAt", jsonb_build_array(id) as place
      from api_key where ${owned} and revoked_at is null and ${rest}`);
  }
}
