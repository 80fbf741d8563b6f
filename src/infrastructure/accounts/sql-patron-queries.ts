import { inject, injectable } from 'tsyringe';
import sql from 'sql-template-tag';
import type { Credentials, PatronQueries } from '../../application/accounts/patron-queries.js';
import type { PatronView } from '../../application/accounts/views.js';
import type { SignedIn } from '../../application/kernel/caller.js';
import { Clock } from '../../application/kernel/clock.js';
import type { Page, PageRequest } from '../../application/kernel/page.js';
import type { Block } from '../../domain/accounts/patron.js';
import { Database } from '../kernel/database.js';
import { isKey } from '../kernel/keys.js';

const columns = sql`
  id, card_number as "cardNumber", username, first_name as "firstName", last_name as "lastName", email, category,
  role, expires_at as "expiresAt", blocks, created_at as "createdAt"`;

type PatronRow = Omit<PatronView, 'blocked'> & { readonly blocks: readonly Block[] };

@injectable()
export class SqlPatronQueries implements PatronQueries {
  constructor(
    @inject(Database) private readonly database: Database,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  async view(id: number): Promise<PatronView | undefined> {
    if (!isKey(id)) return undefined;
    const rows = await this.database.rows<PatronRow>(sql`
      select ${columns} from patron where id = ${id} and closed_at is null`);
    return rows.map((row) => this.present(row))[0];
  }

  async list({ offset, limit }: PageRequest): Promise<Page<PatronView>> {
    const [rows, counted] = await Promise.all([
      this.database.rows<PatronRow>(sql`
        select ${columns} from patron where closed_at is null order by id limit ${limit} offset ${offset}`),
      this.database.rows<{ total: number }>(
        sql`select count(*) as total from patron where closed_at is null`,
      ),
    ]);
    return { items: rows.map((row) => this.present(row)), total: counted[0]?.total ?? 0 };
  }

  async credentials(email: string): Promise<Credentials | undefined> {
    const rows = await this.database.rows<Credentials>(sql`
      select id as "patronId", role, password_hash as "passwordHash"
      from patron where lower(email) = lower(${email}) and closed_at is null`);
    return rows[0];
  }

  async signedIn(id: number): Promise<SignedIn | undefined> {
    const rows = await this.database.rows<SignedIn>(sql`
      select id as "patronId", role from patron where id = ${id} and closed_at is null and password_hash is not null`);
    return rows[0];
  }

  private present({ blocks, ...row }: PatronRow): PatronView {
    const now = this.clock.now();
    return { ...row, blocked: blocks.some(({ until }) => until === null || new Date(until) > now) };
  }
}
