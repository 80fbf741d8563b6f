import { inject, injectable } from 'tsyringe';
import sql, { join, type Sql } from 'sql-template-tag';
import type { BookMilestones, MilestoneGap } from '../../../application/catalogue/lists/book-milestones.js';
import type { Place } from '../../../application/kernel/storage/slice.js';
import { behind, inOrder, placeIn } from '../../kernel/postgres/keyset.js';
import { SqlUnitOfWork } from '../../kernel/unit-of-work/sql-unit-of-work.js';
import {
  atOrBehind,
  bookOrders,
  keptColumns,
  keptKeys,
  keysAsKept,
  movedBy,
  nameIn,
  upTo,
  type BookOrder,
} from './book-order.js';

/** Any number that no other advisory lock in this database uses. */
const turnKey = 7_160_014;

/** Milestones for one stretch. One of twice as many is divided. */
const inStretch = 100;
/** Milestones set in one transaction. */
const lot = 40;
/** Ten million books are counted in two seconds. */
const longest = '60s';
/** Between two passes over the gaps, noted changes are merged. */
const gapsOfPass = 20;

const books = sql`(select count(*) from book where withdrawn_at is null)`;
const noted = sql`coalesce((select sum(delta) from book_change), 0)`;

/** Where the milestones of a gap are set. */
interface Stretch {
  readonly id: number;
  /** The milestone before the gap; null at the start of the list. */
  readonly after: number | null;
  readonly place: Place | null;
}

/** For each row of `merged` the milestone that it counts for; none at the end of the list. */
const milestoneOf = (order: BookOrder): Sql => {
  const [own, changed] = [keptKeys(order, 'milestone'), keptKeys(order, 'merged')];
  const first = sql`order by ${inOrder(own)} limit 1`;
  const parts = atOrBehind(own, changed).map(
    (part) =>
      sql`(select * from book_milestone as milestone where sort = ${nameIn(order)} and ${part} ${first})`,
  );
  return sql`(select id, stretch from (${join(parts, ' union all ')}) as milestone ${first})`;
};

@injectable()
export class SqlBookMilestones implements BookMilestones {
  /** Books for one milestone. A gap of twice as many is divided. */
  protected readonly distance: number = 250;

  constructor(@inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork) {}

  /** A kept plan of when these tables were nearly empty would take minutes, so each statement is planned anew. */
  async lock(): Promise<boolean> {
    const [lock] = await this.unit.rows<{ got: boolean }>(sql`
      select pg_try_advisory_xact_lock(${turnKey}) as got, set_config('statement_timeout', ${longest}, true),
             set_config('plan_cache_mode', 'force_custom_plan', true)`);
    return lock?.got === true;
  }

  /** One statement counts books and noted changes at one moment: the total is exact while others write. */
  async prepare(): Promise<void> {
    await this.unit.rows(sql`
      insert into book_total (books) select ${books} - ${noted} where not exists (select from book_total)`);
    const changed = await this.unit.rows(sql`
      update book_total set rules = catalogue_order_rules(), edition = edition + 1
      where rules <> catalogue_order_rules() returning edition`);
    if (changed.length > 0) await this.removeAll();
  }

  /**
   * By id, a change comes after those that it followed, so no number falls below zero. A milestone without books is
   * removed: the next one has the same place.
   */
  async merge(limit: number): Promise<number> {
    const [result] = await this.unit.rows<{ merged: number }>(sql`
      with merged as materialized (
        delete from book_change
        where ctid = any (array(select ctid from book_change order by id limit ${limit})) returning *),
      moved as materialized (
        select milestone.id, stretch, sum(delta) as delta
        from merged cross join lateral (${join(bookOrders.map(milestoneOf), ' union all ')}) as milestone
        group by milestone.id, stretch having sum(delta) <> 0),
      counted as (
        update book_total set books = books + (select sum(delta) from merged), edition = edition + 1
        where exists (select from merged)),
      summed as (
        update book_stretch set books = books + delta
        from (select stretch, sum(delta) as delta from moved group by stretch) as moved where stretch = book_stretch.id),
      updated as (
        update book_milestone set books = books + delta
        from moved where moved.id = book_milestone.id and books + delta <> 0),
      removed as (
        delete from book_milestone using moved where moved.id = book_milestone.id and books + delta = 0)
      select count(*)::int as merged from merged`);
    return result?.merged ?? 0;
  }

  gaps(): Promise<MilestoneGap[]> {
    const orders = join(bookOrders.map((order) => sql`(${nameIn(order)})`));
    return this.unit.rows<MilestoneGap>(sql`
      select "order", "end", books from (
        select sort as "order", id as "end", books from book_milestone
        union all
        select name, null, books - coalesce((select sum(books) from book_stretch where sort = name), 0)::bigint
        from book_total cross join (values ${orders}) as list (name)) as part
      where books >= ${2 * this.distance} order by books desc, "order" limit ${gapsOfPass}`);
  }

  async fill({ order: name, end, books: length }: MilestoneGap): Promise<number> {
    const order = bookOrders.find((each) => each.name === name);
    const stretch = order && (await this.stretchOf(order, end));
    if (!stretch) return 0;
    const first = sql`order by ${inOrder(order.keys)} limit ${Math.min(lot * this.distance, length - this.distance)}`;
    const parts = behind(order.keys, stretch.place ?? undefined).map(
      (part) => sql`(select * from book where withdrawn_at is null and ${part} ${first})`,
    );
    const before = sql`(select ${movedBy(order, 'milestone')} from book_milestone as milestone where id = ${stretch.after})`;
    const isInside = sql`(${end}::bigint is null or exists (
      select from book_milestone as finish where id = ${end} and finish.book_id <> next.book_id
        and ${upTo(keptKeys(order, 'next'), keptKeys(order, 'finish'))}))`;
    const [result] = await this.unit.rows<{ set: number }>(sql`
      with next as materialized (
        select *, number - ${movedBy(order, 'next')} + coalesce(${before}, 0) as place
        from (select *, row_number() over (order by ${inOrder(keptKeys(order, 'book'))}) as number
              from (select ${keysAsKept(order)} from (${join(parts, ' union all ')}) as book ${first}) as book) as next
        where number % ${this.distance} = 0 and ${isInside}),
      added as (
        insert into book_milestone (sort, stretch, books, ${keptColumns(order)})
        select ${name}, ${stretch.id}, place - lag(place, 1, 0::numeric) over (order by number), ${keptColumns(order)}
        from next returning books),
      shortened as (
        update book_milestone set books = books - (select sum(books) from added)
        where id = ${end} and exists (select from added)),
      summed as (
        update book_stretch set books = books + (select sum(books) from added)
        where id = ${stretch.id} and ${end}::bigint is null and exists (select from added))
      select count(*)::int as set from added`);
    await this.divide(order, stretch.id);
    return result?.set ?? 0;
  }

  async recount(): Promise<{ before: number | null; counted: number }> {
    const [before] = await this.unit.rows<{ total: number }>(sql`
      select (books + ${noted})::bigint as total from book_total`);
    await this.removeAll();
    const [after] = await this.unit.rows<{ counted: number }>(sql`
      insert into book_total (books) select ${books} - ${noted}
      on conflict (single) do update
      set books = excluded.books, edition = book_total.edition + 1, rules = excluded.rules
      returning books + ${noted} as counted`);
    return { before: before?.total ?? null, counted: after?.counted ?? 0 };
  }

  private async removeAll(): Promise<void> {
    await this.unit.rows(sql`delete from book_milestone`);
    await this.unit.rows(sql`delete from book_stretch`);
  }

  /** The stretch of a milestone, or the last one; undefined when the milestone is gone. */
  private async stretchOf(order: BookOrder, end: number | null): Promise<Stretch | undefined> {
    await this.unit.rows(sql`
      insert into book_stretch (sort, number, books)
      select ${order.name}, 1, 0 where not exists (select from book_stretch where sort = ${nameIn(order)})`);
    const [found] = await this.unit.rows<Stretch>(sql`
      with own as (
        select id, number from book_stretch
        where sort = ${nameIn(order)}
          and (${end}::bigint is null or id = (select stretch from book_milestone where id = ${end}))
        order by number desc limit 1),
      near as (
        select stretch.id, number from book_stretch as stretch
        where sort = ${nameIn(order)} and number <= (select number from own)
          and exists (select from book_milestone where stretch = stretch.id)
        order by number desc limit 2),
      listed as (
        select milestone.*, row_number() over (order by number, ${inOrder(keptKeys(order, 'milestone'))}) as turn
        from near join book_milestone as milestone on stretch = near.id)
      select own.id, listed.id as after, case when listed.id is not null then ${placeIn(keptKeys(order, 'listed'))} end as place
      from own left join listed
        on turn = coalesce((select turn from listed where id = ${end}) - 1, (select max(turn) from listed))`);
    return found;
  }

  /** Makes a new stretch of the second part of one that is too long. */
  private async divide(order: BookOrder, id: number): Promise<void> {
    await this.unit.rows(sql`
      with listed as materialized (
        select id, books, row_number() over (order by ${inOrder(keptKeys(order, 'milestone'))}) as turn
        from book_milestone as milestone where stretch = ${id}),
      moved as materialized (
        select * from listed where turn > ${inStretch} and (select count(*) from listed) >= ${2 * inStretch}),
      given as materialized (select sort, number from book_stretch where id = ${id} and exists (select from moved)),
      later as (
        update book_stretch set number = book_stretch.number + 1
        from given where book_stretch.sort = given.sort and book_stretch.number > given.number),
      added as (
        insert into book_stretch (sort, number, books)
        select sort, number + 1, (select sum(books) from moved) from given returning id),
      shortened as (
        update book_stretch set books = books - (select sum(books) from moved)
        where id = ${id} and exists (select from moved))
      update book_milestone set stretch = added.id from added, moved where moved.id = book_milestone.id`);
  }
}
