import { LRUCache } from 'lru-cache';
import sql from 'sql-template-tag';
import type { KeyUses } from '../../application/accounts/api-keys.js';
import type { Clock } from '../../application/kernel/clock.js';
import { Refusal } from '../../domain/kernel/refusal.js';
import type { Database } from '../kernel/postgres/database.js';
import { writeAlone } from '../kernel/postgres/write-alone.js';

/** How exact the stored time is. More writes would slow the requests down. */
const exactToMs = 60_000;
/** Keys whose last stored use each process knows. */
const knownAtMost = 10_000;

/** Stores at most one use a minute for each key. Several processes and requests may do it at once. */
export class SqlKeyUses implements KeyUses {
  private readonly stored = new LRUCache<number, number>({ max: knownAtMost });

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async note(id: number): Promise<void> {
    const now = this.clock.now();
    if (now.getTime() - (this.stored.get(id) ?? -Infinity) < exactToMs) return;
    this.stored.set(id, now.getTime());
    try {
      await this.store(id, now);
    } catch (error) {
      this.stored.delete(id);
      // The database reports its own outage, and a request that only reads does not need this write.
      if (!(error instanceof Refusal)) throw error;
    }
  }

  /** Skips a row that another request is writing: that one stores the same minute. */
  private async store(id: number, now: Date): Promise<void> {
    const before = new Date(now.getTime() - exactToMs);
    await writeAlone(
      this.database,
      sql`
        update api_key set last_used_at = ${now} where id in (
          select id from api_key where id = ${id} and (last_used_at is null or last_used_at <= ${before})
          for update skip locked)`,
    );
  }
}
