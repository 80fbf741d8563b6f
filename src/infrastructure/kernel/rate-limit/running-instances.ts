import { randomUUID } from 'node:crypto';
import sql, { type Sql } from 'sql-template-tag';

/** How often an instance reports itself, and for how long it counts after its last report. */
const reportEveryMs = 5_000;
const countsForSeconds = 20;

type Write = (statement: Sql) => Promise<readonly { readonly others: number }[]>;

/**
 * Counts the instances that run, by a row for each in the database: it is there also when Redis is not. While it is not,
 * the last number holds.
 */
export class RunningInstances {
  readonly #id = randomUUID();
  #count = 1;

  /**
   * @param write runs a statement in a transaction of its own
   * @param counted is called with each number
   */
  constructor(
    private readonly write: Write,
    private readonly counted: (instances: number) => void = () => undefined,
  ) {}

  /** The number of instances when they were last counted, at least 1. */
  get count(): number {
    return this.#count;
  }

  /** Reports this instance from now on. Returns a function that stops. */
  begin(): () => void {
    void this.report();
    const timer = setInterval(() => void this.report(), reportEveryMs).unref();
    return () => clearInterval(timer);
  }

  /** Reports this instance, and counts all. A database that is away is noticed and reported elsewhere. */
  async report(): Promise<void> {
    const [row] = await this.write(
      sql`
      with mine as (
        insert into running_instance (id, seen_at) values (${this.#id}, now())
        on conflict (id) do update set seen_at = excluded.seen_at
      ), gone as (
        delete from running_instance where seen_at < now() - interval '1 day'
      )
      select count(*) as others from running_instance
      where id <> ${this.#id} and seen_at > now() - make_interval(secs => ${countsForSeconds})`,
    ).catch(() => []);
    if (!row) return;
    this.#count = 1 + row.others;
    this.counted(this.#count);
  }
}
