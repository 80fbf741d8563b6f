import { expect } from 'chai';
import sql from 'sql-template-tag';
import { toId } from '../../../../src/interface/v2/ids.js';
import type { Answer } from '../../../support/api-client.js';
import { startLibrary, type Library, type Member } from '../../../support/library.js';
import type { Wishes } from '../../../support/service.js';

/** An order as `/v2` shows it. */
interface ShownOrder {
  readonly id: string;
  readonly status: string;
  readonly total: number;
  readonly lines: readonly {
    readonly bookId: string | null;
    readonly received: number;
    readonly total: number;
  }[];
}

/** A library and its orders through `/v2`. */
export interface Purchasing extends Library {
  /** Sends a request as a librarian in the minor of the orders, unless told otherwise. */
  ask(
    method: string,
    path: string,
    json?: unknown,
    more?: { who?: Member; headers?: object },
  ): Promise<Answer>;
  /** A line of a new book. */
  lineOfBook(more?: object): Promise<Record<string, unknown> & { bookId: string }>;
  /** Adds a draft with these lines, and fails when that is refused. */
  draft(...lines: object[]): Promise<ShownOrder>;
  /** The same, placed. */
  ordered(...lines: object[]): Promise<ShownOrder>;
  /** Places a draft in its first revision. */
  place(order: { readonly id: string }): Promise<Answer>;
  receive(order: ShownOrder, json: object, headers?: object): Promise<Answer>;
  see(order: ShownOrder): Promise<ShownOrder>;
  /** The number of copies of the library. */
  copies(): Promise<number>;
  /** Fails if an order does not fit its lines, or its copies the deliveries in the audit trail. */
  expectSound(): Promise<void>;
}

export const toCome = { title: 'The Winter Book', author: 'Tove Jansson', quantity: 2, unitPrice: 990 };

export async function openPurchasing(wishes: Pick<Wishes, 'config' | 'overrides'> = {}): Promise<Purchasing> {
  const library = await startLibrary(wishes);
  const ask: Purchasing['ask'] = (method, path, json, { who = library.librarian, headers = {} } = {}) =>
    library.api.send(method, path, {
      token: who.token,
      headers: { 'API-Version': '2.4', ...headers },
      ...(json !== undefined && { json }),
    });
  const good = async (answer: Promise<Answer>, status: number): Promise<ShownOrder> => {
    const { body, status: given } = await answer;
    expect(given, JSON.stringify(body)).to.equal(status);
    return body as ShownOrder;
  };
  const draft: Purchasing['draft'] = (...lines) =>
    good(ask('POST', '/v2/orders', { supplier: 'Harbour Books', currency: 'EUR', lines }), 201);
  const place: Purchasing['place'] = ({ id }) =>
    ask('POST', `/v2/orders/${id}/placements`, undefined, { headers: { 'If-Match': '"r1-v2.4"' } });
  return {
    ...library,
    ask,
    place,
    lineOfBook: async (more = {}) => ({
      bookId: toId('book', await library.addBook({ title: 'Emma' }, 0)),
      quantity: 3,
      unitPrice: 1_250,
      ...more,
    }),
    draft,
    ordered: async (...lines) => good(place(await draft(...lines)), 200),
    receive: ({ id }, json, headers = {}) => ask('POST', `/v2/orders/${id}/deliveries`, json, { headers }),
    see: ({ id }) => good(ask('GET', `/v2/orders/${id}`), 200),
    async copies() {
      const [row] = await library.rows<{ copies: number }>(sql`select count(*)::int as copies from copy`);
      return row?.copies ?? 0;
    },
    async expectSound() {
      expect(await unsound(library)).to.deep.equal([]);
    },
  };
}

/** The orders whose status does not follow from their lines, and the lines whose copies are not those that came. */
async function unsound(library: Library): Promise<object[]> {
  const statuses = await library.rows(sql`
    select purchase_order.id, status, array_agg(received || ' of ' || quantity) as lines
    from purchase_order join purchase_order_line on order_id = purchase_order.id group by 1, 2
    having case status
      when 'received' then bool_or(received < quantity)
      when 'partly_received' then bool_and(received = 0) or bool_and(received = quantity)
      when 'cancelled' then bool_and(received = quantity)
      else bool_or(received > 0) end`);
  const copies = await library.rows(sql`
    select line.id, received, made from purchase_order_line as line cross join lateral (
      select count(copy.id)::int as made
      from audit_event cross join jsonb_array_elements_text(details -> 'copyIds') as copy_id
        join copy on copy.id = copy_id::bigint and copy.book_id = line.book_id
      where action = 'orders.line_received' and subject_id = line.order_id
        and (details ->> 'line')::int = line.number) as deliveries
    where received <> made`);
  return [...statuses, ...copies];
}
