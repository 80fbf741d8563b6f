import { inject, injectable } from 'tsyringe';
import sql, { join, raw, type Sql } from 'sql-template-tag';
import type { BookView } from '../../application/catalogue/views.js';
import type { Page, PageRequest } from '../../application/kernel/storage/page.js';
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
 * Noted changes are read for each list. While more of them wait for the job, lists count and skip. It is a constant of
 * SQL: with a parameter, PostgreSQL would plan each statement anew.
 */
const readAtMost = raw('5000');

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
  /** Whether there is a milestone, and reading from there saves time. */
  readonly isNear: boolean;
  /** Of the milestone. */
  readonly place: Place;
  /** Books between the milestone and the page. */
  readonly skip: number;
}

/** A book of a page. The only row of a page that is empty, or that is not read from a milestone, has no book. */
type PageRow = Pick<Start, 'total' | 'isNear'> & (BookView | { readonly id: null });

const waiting = sql`(select count(*) from (select from book_change limit ${readAtMost} + 1) as change)`;
const state = sql`edition, ${waiting} as changes, pg_is_in_recovery() as "onReplica"`;
const total = sql`book_total.books + coalesce((select sum(delta) from book_change), 0)::bigint`;

/** The total of all kept books. Null until the job has counted them once, and while many changes wait. */
export const keptTotal = sql`(select ${total} from book_total where ${waiting} <= ${readAtMost})`;

/** The total while many changes wait. Adding them up costs as much as counting as many books. */
export const totalOfAll = sql`
  select coalesce(
    (select ${total} from book_total where books > (select max(id) - min(id) from book_change)),
    (select count(*) from book where withdrawn_at is null)) as total`;

/** Reads late pages of all kept books in a time that does not grow with their number. */
@injectable()
export class KeptBooks {
  /** The books that one statement reads behind a milestone at most: those before the page, and those of the page. */
  protected readonly readBehind: number = 20_000;

  constructor(@inject(Database) private readonly database: Database) {}

  /**
   * A page and the total, from a milestone before the page. Undefined where skipping the books before the page is as good,
   * or where there is no milestone yet.
   */
  async page(order: BookOrder, request: PageRequest): Promise<Page<BookView> | undefined> {
    if (request.offset < farFrom) return undefined;
    // Only the orders by id have one key.
    const byId = order.keys.length === 1 ? await this.pageById(order, request) : undefined;
    return byId ?? this.pageByPlace(order, request);
  }

  /** One statement finds the milestone and reads from there: PostgreSQL needs only one plan for all ids. */
  private async pageById(order: BookOrder, request: PageRequest): Promise<Page<BookView> | undefined> {
    const rows = await this.database.rows<PageRow>(pageWithStart(order, request, this.readBehind));
    const [first] = rows;
    if (!first || (first.total > request.offset && !first.isNear)) return undefined;
    return { items: rows.filter((row) => row.id !== null), total: first.total };
  }

  /**
   * PostgreSQL plans the other orders for the values of a milestone, so these are read first. They are valid only while no
   * book changes: if one has, they are read again.
   */
  private async pageByPlace(order: BookOrder, request: PageRequest): Promise<Page<BookView> | undefined> {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const [start] = await this.database.rows<Start>(sql`
        with ${startBefore(order, request.offset)}
        select total, edition, changes, "onReplica", "isNear", skip, ${placeIn(keptKeys(order, 'start'))} as place from start`);
      if (start && start.total <= request.offset) return { items: [], total: start.total };
      if (!start?.isNear) return undefined;
      const items = await this.database.rows<BookView & State>(pageFrom(order, start, request));
      if (isIn(start, items[0])) return { items, total: start.total };
    }
    return undefined;
  }
}

/**
 * The row `start`: the last milestone that is surely not behind an offset. All books that were added before the nearest
 * one may have moved it. Without a milestone, only the total. No row while nothing is counted, or many changes wait.
 */
function startBefore(order: BookOrder, offset: number): Sql {
  const inTurn = inOrder(keptKeys(order, 'milestone'));
  const last = (place: Sql) => sql`
    select milestone.*, place
    from (select * from listed where place <= ${place} order by place desc limit 1) as listed
    join book_milestone as milestone using (id)`;
  // Sums of int8 would be numeric, which takes longer.
  return sql`
    stretch as materialized (
      select id, number, books, sum(books::integer) over (order by number) - books as before
      from book_stretch where sort = ${nameIn(order)}),
    listed as materialized (
      select milestone.id, last.before + sum(milestone.books::integer) over (
               partition by number order by ${inTurn} rows unbounded preceding) as place
      from (select * from stretch where books > 0 and before <= ${offset}::bigint order by number desc limit 2) as last
      join book_milestone as milestone on milestone.stretch = last.id),
    near as materialized (${last(sql`${offset}::bigint`)}),
    surely as materialized (
      select ${offset}::bigint - count(*) as place from near
      join book_change as change on ${upTo(keptKeys(order, 'change'), keptKeys(order, 'near'))} and delta = 1),
    nearest as materialized (
      select milestone.*, ${offset}::bigint - place - ${movedBy(order, 'milestone')} as skip
      from (${last(sql`(select place from surely)`)}) as milestone),
    start as materialized (
      select nearest.*, ${total} as total, ${state},
             coalesce(skip between 0 and ${offset}::bigint / ${costOfSkip}, false) as "isNear"
      from book_total left join nearest on true
      where ${waiting} <= ${readAtMost} and rules = catalogue_order_rules())`;
}

/** @param most the books that are read behind the milestone; they are enough for the page, or it is not read */
function pageWithStart(order: BookOrder, { offset, limit }: PageRequest, most: number): Sql {
  const inTurn = inOrder(order.keys);
  const further = order.keys[0]?.descending ? sql`<` : sql`>`;
  const known = raw(String(most));
  return sql`
    with ${startBefore(order, offset)},
    size as materialized (
      select ${limit}::bigint as books, "isNear" and skip + ${limit}::bigint <= ${known} as is_enough from start)
    select total, is_enough as "isNear", ${bookColumns}
    from start cross join size left join lateral (
      select * from (
        select * from book
        where withdrawn_at is null and id ${further} start.book_id order by ${inTurn} limit ${known}) as book
      where is_enough order by ${inTurn} limit size.books offset skip) as book on true
    ${holdings} order by ${inTurn}`;
}

function isIn(start: State, row: State | undefined): boolean {
  return row?.edition === start.edition && row.changes === start.changes && row.onReplica === start.onReplica;
}

function pageFrom({ keys }: BookOrder, { place, skip }: Start, { limit }: PageRequest): Sql {
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
