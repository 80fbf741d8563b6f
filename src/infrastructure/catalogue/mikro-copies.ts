import { LockMode } from '@mikro-orm/postgresql';
import { inject, injectable } from 'tsyringe';
import sql from 'sql-template-tag';
import { Copy } from '../../domain/catalogue/copy.js';
import type { Copies } from '../../application/catalogue/copies.js';
import { isKey } from '../kernel/keys.js';
import { MikroUnitOfWork } from '../kernel/mikro-unit-of-work.js';

/** SKIP LOCKED, and the plain FOR UPDATE that waits. */
const passingOver = LockMode.PESSIMISTIC_PARTIAL_WRITE;
const waiting = LockMode.PESSIMISTIC_WRITE;

@injectable()
export class MikroCopies implements Copies {
  constructor(@inject(MikroUnitOfWork) private readonly unit: MikroUnitOfWork) {}

  add(copies: readonly Copy[]): void {
    this.unit.em.persist([...copies]);
  }

  async settle(): Promise<void> {
    await this.unit.em.flush();
  }

  /** Passes over what somebody has given to a copy by hand. */
  async nextBarcodes(count: number): Promise<string[]> {
    const rows = await this.unit.rows<{ barcode: string }>(sql`
      with made as materialized (
        select 'C' || lpad(nextval('copy_barcode')::text, 8, '0') as barcode
        from generate_series(1, ${count}::int))
      select barcode from made where not exists (select from copy where upper(copy.barcode) = made.barcode)`);
    const barcodes = rows.map(({ barcode }) => barcode);
    return barcodes.length === count
      ? barcodes
      : [...barcodes, ...(await this.nextBarcodes(count - barcodes.length))];
  }

  lockOfBook(bookId: number): Promise<Copy[]> {
    const orderBy = { id: 'asc' } as const;
    const lockMode = LockMode.PESSIMISTIC_WRITE;
    return this.unit.em.find(Copy, { bookId, status: { $ne: 'withdrawn' } }, { orderBy, lockMode });
  }

  async lock(id: number): Promise<Copy | undefined> {
    if (!isKey(id)) return undefined;
    return (await this.unit.em.findOne(Copy, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE })) ?? undefined;
  }

  async lockFree(bookId: number): Promise<Copy | undefined> {
    if (!isKey(bookId)) return undefined;
    return (await this.firstFree(bookId, passingOver)) ?? (await this.firstFree(bookId, waiting));
  }

  private async firstFree(
    bookId: number,
    lockMode: typeof passingOver | typeof waiting,
  ): Promise<Copy | undefined> {
    const where = { bookId, status: 'available' as const };
    const [copy] = await this.unit.em.find(Copy, where, { orderBy: { id: 'asc' }, limit: 1, lockMode });
    return copy;
  }
}
