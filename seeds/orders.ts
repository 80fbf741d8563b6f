import type { EntityManager } from '@mikro-orm/postgresql';
import { Book } from '../src/domain/catalogue/book.js';
import { Order } from '../src/domain/orders/order.js';
import type { OrderLineDetails } from '../src/domain/orders/order-line.js';
import { plannedOrders, type PlannedLine, type PlannedOrder } from './content/orders-orders.js';
import { FeatureSeeder } from './feature-seeder.js';
import type { SeedContext } from './seed-context.js';

/** A few orders in different states. An order has no natural key, so a library that has any gets none. */
export class OrdersSeeder extends FeatureSeeder {
  override async isEmpty(em: EntityManager): Promise<boolean> {
    return (await em.findOne(Order, { id: { $gt: 0 } }, { fields: ['id'] })) === null;
  }

  override async run(em: EntityManager, context: SeedContext): Promise<void> {
    if (!(await this.isEmpty(em))) return;
    for (const planned of plannedOrders) await plantOrder(em, context, planned);
  }
}

/** Leaves out lines of books that the library does not have (any more). */
async function plantOrder(em: EntityManager, context: SeedContext, planned: PlannedOrder): Promise<void> {
  const { supplier, currency, status, daysAgo } = planned;
  const found = await Promise.all(planned.lines.map((line) => withBook(em, line)));
  const lines = found.filter((line) => line !== undefined);
  if (lines.length === 0) return;
  const at = context.daysAgo(daysAgo);
  const order = new Order({ supplier, currency, lines }, at);
  if (status !== 'draft') order.place(at);
  for (const [index, { received = 0 }] of lines.entries()) {
    if (received > 0) order.receive(index + 1, received, at);
  }
  await em.persist(order).flush();
  for (const line of order.lines) em.persist(Object.assign(line, { orderId: order.id }));
  await em.flush();
}

type FoundLine = OrderLineDetails & Pick<PlannedLine, 'received'>;

async function withBook(em: EntityManager, planned: PlannedLine): Promise<FoundLine | undefined> {
  const { bookIsbn, title = null, author = null, ...others } = planned;
  const line = { title, isbn: null, author, ...others };
  if (bookIsbn === undefined) return { ...line, bookId: null };
  const [book] = await em.find(Book, { isbn13: bookIsbn }, { orderBy: { id: 'asc' }, limit: 1 });
  return book && { ...line, bookId: book.id };
}
