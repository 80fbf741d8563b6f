import { inject, injectable } from 'tsyringe';
import sql, { join, type Sql } from 'sql-template-tag';
import {
  sliceOf,
  type Place,
  type Slice,
  type SliceRequest,
} from '../../application/kernel/storage/slice.js';
import type { OrderFilter, OrderQueries } from '../../application/orders/order-queries.js';
import type { ListedOrderView, OrderView } from '../../application/orders/views.js';
import { Database } from '../kernel/postgres/database.js';
import { isRowId } from '../kernel/postgres/row-id.js';

const columns = sql`
  purchase_order.id, supplier, currency, status, revision, created_at as "createdAt", updated_at as "updatedAt",
  ordered_at as "orderedAt"`;

const lines = sql`
  jsonb_agg(jsonb_build_object(
    'number', number, 'bookId', book_id, 'title', title, 'isbn', isbn, 'author', author, 'quantity', quantity,
    'unitPrice', unit_price, 'received', received, 'total', quantity * unit_price) order by number) as lines`;

const total = sql`sum(quantity * unit_price)::bigint as total`;

/** What is selected of the lines of each order. */
const ofLines = (selected: Sql): Sql => sql`
  cross join lateral (select ${selected} from purchase_order_line where order_id = purchase_order.id) as line`;

@injectable()
export class SqlOrderQueries implements OrderQueries {
  constructor(@inject(Database) private readonly database: Database) {}

  async view(id: number): Promise<OrderView | undefined> {
    if (!isRowId(id)) return undefined;
    const [order] = await this.database.rows<OrderView>(sql`
      select ${columns}, line.* from purchase_order ${ofLines(sql`${lines}, ${total}`)}
      where purchase_order.id = ${id}`);
    return order;
  }

  async list(
    { status, supplier }: OrderFilter,
    { after, limit }: SliceRequest,
  ): Promise<Slice<ListedOrderView>> {
    const asked = [
      ...(status === undefined ? [] : [sql`status = ${status}`]),
      ...(supplier === undefined ? [] : [sql`lower(supplier) = lower(${supplier})`]),
      ...(after ? [sql`id < ${after[0]}`] : []),
    ];
    const rows = await this.database.rows<ListedOrderView & { readonly place: Place }>(sql`
      select ${columns}, line.total, jsonb_build_array(purchase_order.id) as place
      from (
        select * from purchase_order where ${join([sql`true`, ...asked], ' and ')}
        order by id desc limit ${limit + 1}) as purchase_order ${ofLines(total)}
      order by purchase_order.id desc`);
    return sliceOf(rows, limit);
  }
}
