import { inject, injectable } from 'tsyringe';
import sql from 'sql-template-tag';
import { Clock } from '../../application/kernel/clock.js';
import type { Notice, Notices } from '../../application/notices/notices.js';
import { nextRetryAt } from '../kernel/unit-of-work/retry-schedule.js';
import { Database } from '../kernel/postgres/database.js';
import { SqlUnitOfWork } from '../kernel/unit-of-work/sql-unit-of-work.js';

@injectable()
export class SqlNotices implements Notices {
  constructor(
    @inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork,
    @inject(Database) private readonly database: Database,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  async isPlanned(day: string): Promise<boolean> {
    return (await this.database.rows(sql`select day from notice_day where day = ${day}`)).length > 0;
  }

  async lastPlannedBefore(day: string): Promise<string | undefined> {
    const rows = await this.database.rows<{ day: string }>(sql`
      select day::text from notice_day where day < ${day} order by notice_day.day desc limit 1`);
    return rows[0]?.day;
  }

  async markPlanned(day: string): Promise<void> {
    await this.unit.run(() =>
      this.unit.rows(sql`insert into notice_day (day) values (${day}) on conflict do nothing`),
    );
  }

  async add(day: string, patronIds: readonly (number | null)[]): Promise<void> {
    await this.unit.run(() =>
      this.unit.rows(sql`
        insert into notice (patron_id, day, retry_at)
        select patron_id, ${day}, ${this.clock.now()} from unnest(${patronIds}::bigint[]) as patron_id
        order by patron_id on conflict do nothing`),
    );
  }

  claim(since: string, limit: number): Promise<Notice[]> {
    const now = this.clock.now();
    return this.unit.run(async () => {
      const waiting = await this.unit.rows<Notice & { attempts: number }>(sql`
        select id, patron_id as "patronId", day::text, attempts from notice
        where settled_at is null and retry_at <= ${now} and day >= ${since}
        order by retry_at, id limit ${limit} for update skip locked`);
      for (const { id, attempts } of waiting)
        await this.unit.rows(sql`
          update notice set attempts = attempts + 1, retry_at = ${nextRetryAt(now, attempts)} where id = ${id}`);
      return waiting;
    });
  }

  newestOf(patronId: number, limit: number): Promise<{ day: string; settledAt: Date | null }[]> {
    return this.database.rows(sql`
      select day::text, settled_at as "settledAt" from notice
      where patron_id = ${patronId} order by notice.day desc limit ${limit}`);
  }

  async settle(id: number): Promise<void> {
    await this.unit.run(() =>
      this.unit.rows(sql`update notice set settled_at = ${this.clock.now()} where id = ${id}`),
    );
  }

  async prune(before: string): Promise<void> {
    await this.unit.run(async () => {
      await this.unit.rows(sql`
        delete from notice where id in (
          select id from notice where day < ${before} order by day limit 100000 for update skip locked)`);
      await this.unit.rows(sql`delete from notice_day where day < ${before}`);
    });
  }
}
