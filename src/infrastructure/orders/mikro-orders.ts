import { LockMode } from '@mikro-orm/postgresql';
import { inject, injectable } from 'tsyringe';
import { Order } from '../../domain/orders/order.js';
import { OrderLine } from '../../domain/orders/order-line.js';
import type { Orders } from '../../application/orders/orders.js';
import { isRowId } from '../kernel/postgres/row-id.js';
import { SqlUnitOfWork } from '../kernel/unit-of-work/sql-unit-of-work.js';

/** The lines are entities of their own: a collection of MikroORM would be no plain class of the domain. */
@injectable()
export class MikroOrders implements Orders {
  constructor(@inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork) {}

  async add(order: Order): Promise<void> {
    await this.unit.em.persist(order).flush();
    await this.addLines(order);
  }

  /** The lines are read after the order is locked, so that they are the latest. */
  async lock(id: number): Promise<Order | undefined> {
    if (!isRowId(id)) return undefined;
    const order = await this.unit.em.findOne(Order, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!order) return undefined;
    order.lines = await this.unit.em.find(OrderLine, { orderId: id }, { orderBy: { number: 'asc' } });
    return order;
  }

  async replaceLines(order: Order): Promise<void> {
    await this.unit.em.nativeDelete(OrderLine, { orderId: order.id });
    await this.addLines(order);
  }

  async remove(order: Order): Promise<void> {
    await this.unit.em.remove(order).flush();
  }

  private async addLines({ id: orderId, lines }: Order): Promise<void> {
    for (const line of lines) this.unit.em.persist(Object.assign(line, { orderId }));
    await this.unit.em.flush();
  }
}
