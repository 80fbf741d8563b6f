import { inject, injectable } from 'tsyringe';
import sql, { join, type Sql } from 'sql-template-tag';
import type { BookMilestones, MilestoneGap } from '../../../application/catalogue/lists/book-milestones.js';
import type { Place } from '../../../application/kernel/storage/slice.js';
import { behind, inOrder, placeIn } from '../../kernel/postgres/keyset.js';
import { SqlUnitOfWork } from '../../kernel/unit-of-work/sql-unit-of-work.js';
import { bookOrders, keptColumns, keptKeys, keysAsKept, movedBy, type BookOrder } from './book-order.js';

/** Any number that no other advisory lock in this database uses. */
const turnKey = 7_160_014;

/** Books from one milestone to the next. A gap is filled when it is twice as long. */
const distance = 250;
/** Books read for milestones in one transaction: few enough for the statement timeout. */
const lot = 10_000;
/** Ten million books are counted in two seconds. */
const longest = '60s';
/** Noted changes are read with each list, so they may not become many; merging them writes every milestone. */
const enough = 1_000;

const books = sql`(select count(*) from book where withdrawn_at is null)`;
const noted = sql`coalesce((select sum(delta) from book_change), 0)`;

/** The order in which a milestone comes after the changes of its own book. */
const movesOf = (order: BookOrder): Sql => sql`
  select id, moved from (
    select id, sum(delta) over (order by ${inOrder(keptKeys(order, 'either'))}, id nulls first
                                rows unbounded preceding) as moved
    from (select null::bigint as id, delta, ${keptColumns(order)} from merged
          union all
          select id, 0, ${keptColumns(order)} from book_milestone where sort = ${order.name}) as either) as list
  where id is not null and moved <> 0`;

@injectable()
export class SqlBookMilestones implements BookMilestones {
  constructor(@inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork) {}

  async lock(): Promise<boolean> {
    const [lock] = await this.unit.rows<{ got: boolean }>(sql`
      select pg_try_advisory_xact_lock(${turnKey}) as got, set_config('statement_timeout', ${longest}, true)`);
    return lock?.got === true;
  }

  /** Each statement sees the changes of all transactions up to one moment: the total is exact while others write. */
  async merge(): Promise<void> {
    await this.unit.rows(sql`
      insert into book_total (books) select ${books} - ${noted} where not exists (select from book_total)`);
    const [{ changes = 0 } = {}] = await this.unit.rows<{ changes?: number }>(sql`
      select count(*)::int as changes from book_change`);
    if (changes < enough) return;
    await this.unit.rows(sql`
      with merged as materialized (delete from book_change returning *),
      counted as (
        update book_total
        set books = books + (select sum(delta) from merged), edition = edition + 1)
      update book_milestone set place = place + moved
      from (${join(bookOrders.map(movesOf), ' union all ')}) as move where move.id = book_milestone.id`);
    await this.removeDoubles(sql`true`);
  }

  gaps(): Promise<MilestoneGap[]> {
    const starts = join(bookOrders.map(({ name }) => sql`(${name})`));
    return this.unit.rows<MilestoneGap>(sql`
      select sort as "order", id as "after", length from (
        select sort, id, lead(place, 1, books) over (partition by sort order by place) - place as length
        from book_total cross join (
          select sort, id, place from book_milestone
          union all select sort, null, 0 from (values ${starts}) as start (sort)) as list) as list
      where length >= ${2 * distance} order by length desc limit 100`);
  }

  async fill({ order: name, after, length }: MilestoneGap): Promise<void> {
    const order = bookOrders.find((each) => each.name === name);
    const from = order && (await this.from(order, after));
    if (!from) return;
    const first = sql`order by ${inOrder(order.keys)} limit ${Math.min(lot, length - distance)}`;
    const parts = behind(order.keys, from.place).map(
      (part) => sql`(select * from book where withdrawn_at is null and ${part} ${first})`,
    );
    const before = sql`(select place + ${movedBy(order, 'milestone')} from book_milestone as milestone where id = ${after})`;
    await this.unit.rows(sql`
      insert into book_milestone (sort, place, ${keptColumns(order)})
      select ${name}, coalesce(${before}, 0) + number - ${movedBy(order, 'next')}, ${keptColumns(order)}
      from (select *, row_number() over (order by ${inOrder(keptKeys(order, 'book'))}) as number
            from (select ${keysAsKept(order)} from (${join(parts, ' union all ')}) as book ${first}) as book) as next
      where number % ${distance} = 0`);
    await this.removeDoubles(sql`sort = ${name}`);
  }

  async recount(): Promise<{ before: number | null; counted: number }> {
    const [before] = await this.unit.rows<{ total: number }>(sql`
      select (books + ${noted})::bigint as total from book_total`);
    await this.unit.rows(sql`delete from book_milestone`);
    const [after] = await this.unit.rows<{ counted: number }>(sql`
      insert into book_total (books) select ${books} - ${noted}
      on conflict (single) do update set books = excluded.books, edition = book_total.edition + 1
      returning books + ${noted} as counted`);
    return { before: before?.total ?? null, counted: after?.counted ?? 0 };
  }

  /** The place to read from; undefined when the milestone is gone. */
  private async from(
    order: BookOrder,
    after: number | null,
  ): Promise<{ place: Place | undefined } | undefined> {
    if (after === null) return { place: undefined };
    const [found] = await this.unit.rows<{ place: Place }>(sql`
      select ${placeIn(keptKeys(order, 'milestone'))} as place from book_milestone as milestone where id = ${after}`);
    return found;
  }

  /** Between milestones with the same place there is no book. */
  private async removeDoubles(where: Sql): Promise<void> {
    await this.unit.rows(sql`
      delete from book_milestone using (
        select id, place = lag(place, 1, 0::bigint) over (partition by sort order by place, id) as is_double
        from book_milestone where ${where}) as list
      where list.id = book_milestone.id and is_double`);
  }
}
