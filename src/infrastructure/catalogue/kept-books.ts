import { inject, injectable } from 'tsyringe';
import sql, { join, type Sql } from 'sql-template-tag';
import type { BookView } from '../../application/catalogue/views.js';
import type { PageRequest } from '../../application/kernel/storage/page.js';
import type { Place } from '../../application/kernel/storage/slice.js';
import { Database } from '../kernel/postgres/database.js';
import { behind, inOrder, placeIn } from '../kernel/postgres/keyset.js';
import { bookColumns, holdings } from './book-sql.js';
import { keptKeys, movedBy, nameIn, upTo, type BookOrder } from './lists/book-order.js';

/** Skipping fewer books costs less than looking a milestone up. */
const farFrom = 1_000;

/**
 * To skip a book behind a milestone takes up to three times as long as to skip one from the start. So many lie behind it
 * only while the job sets the next milestones.
 */
const costOfSkip = 3;

/** A reading that other writers interrupt is repeated; after so many times the books before the page are skipped. */
const attempts = 3;

/**
 * Tells the changes of kept books apart: between two editions, changes are only added. Primary and replica may show two
 * changes in a different order.
 */
interface State {
  readonly edition: number;
  readonly changes: number;
  readonly onReplica: boolean;
}

/** Where to start reading for a page. */
interface Start extends State {
  readonly total: number;
  /** Of the last milestone before the page; null without any. */
  readonly place: Place | null;
  /** Books between the milestone and the page. */
  readonly skip: number;
}

/** Noted changes are read for each list. While more of them wait for the job, lists count and skip. */
const readAtMost = 5_000;

const waiting = sql`(select count(*) from (select from book_change limit ${readAtMost + 1}) as change)`;
const state = sql`edition, ${waiting} as changes, pg_is_in_recovery() as "onReplica"`;
const total = sql`book_total.books + coalesce((select sum(delta) from book_change), 0)::bigint`;

/** The total while many changes wait. Adding them up costs as much as counting as many books. */
export const totalOfAll = sql`
  select coalesce(
    (select ${total} from book_total where books > (select max(id) - min(id) from book_change)),
    (select count(*) from book where withdrawn_at is null)) as total`;

/** Reads the total and late pages of all kept books in a time that does not grow with their number. */
@injectable()
export class KeptBooks {
  constructor(@inject(Database) private readonly database: Database) {}

  /** Undefined until the job has counted the books once, and while many changes wait. */
  async total(): Promise<number | undefined> {
    const [kept] = await this.database.rows<{ total: number }>(sql`
      select ${total} as total from book_total where ${waiting} <= ${readAtMost}`);
    return kept?.total;
  }

  /**
   * The books of a page, from a milestone before it. Undefined where skipping the books before it is as good, or where
   * there is no milestone yet. The milestone is valid only while no book changes: if one has, it is looked up again.
   */
  async page(order: BookOrder, request: PageRequest): Promise<BookView[] | undefined> {
    if (request.offset < farFrom) return undefined;
    for (let attempt = 0; attempt < attempts; attempt++) {
      const start = await this.start(order, request.offset);
      if (start && start.total <= request.offset) return [];
      if (!start?.place || start.skip < 0 || start.skip * costOfSkip > request.offset) return undefined;
      const rows = await this.database.rows<BookView & State>(
        pageFrom(order, start.place, start.skip, request),
      );
      if (isIn(start, rows[0])) return rows;
    }
    return undefined;
  }

  /**
   * The last milestone that is surely not behind the offset: all books that were added before the nearest one may have
   * moved it.
   */
  private async start(order: BookOrder, offset: number): Promise<Start | undefined> {
    const [near, start] = [keptKeys(order, 'near'), keptKeys(order, 'start')];
    const [found] = await this.database.rows<Start>(sql`
      with stretch as materialized (
        select id, number, books, sum(books) over (order by number) - books as before
        from book_stretch where sort = ${nameIn(order)}),
      near as materialized (${lastUpTo(order, sql`${offset}::bigint`)}),
      start as materialized (${lastUpTo(
        order,
        sql`(${offset}::bigint - (
          select count(*) from near join book_change as change on ${upTo(keptKeys(order, 'change'), near)}
          where delta = 1))`,
      )})
      select ${state}, ${total} as total, case when start.id is not null then ${placeIn(start)} end as place,
             (${offset}::bigint - start.place - ${movedBy(order, 'start')})::bigint as skip
      from book_total left join start on true
      where ${waiting} <= ${readAtMost} and rules = catalogue_order_rules()`);
    return found;
  }
}

/** The last milestone whose place is not behind this one: it is in the stretch there, or ends the one before. */
function lastUpTo(order: BookOrder, place: Sql): Sql {
  return sql`
    select * from (
      select milestone.*, (last.before + sum(milestone.books) over (
               partition by number order by ${inOrder(keptKeys(order, 'milestone'))} rows unbounded preceding)) as place
      from (select * from stretch where books > 0 and before <= ${place} order by number desc limit 2) as last
      join book_milestone as milestone on milestone.stretch = last.id) as listed
    where place <= ${place} order by place desc limit 1`;
}

function isIn(start: State, row: State | undefined): boolean {
  return row?.edition === start.edition && row.changes === start.changes && row.onReplica === start.onReplica;
}

function pageFrom({ keys }: BookOrder, place: Place, skip: number, { limit }: PageRequest): Sql {
  const first = sql`order by ${inOrder(keys)} limit ${skip + limit}`;
  const parts = behind(keys, place).map(
    (part) => sql`(select * from book where withdrawn_at is null and ${part} ${first})`,
  );
  return sql`
    select ${bookColumns}, ${state}
    from (select * from (${join(parts, ' union all ')}) as book
          order by ${inOrder(keys)} limit ${limit} offset ${skip}) as book
    cross join book_total ${holdings} order by ${inOrder(keys)}`;
}
