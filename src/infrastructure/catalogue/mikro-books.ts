import { LockMode } from '@mikro-orm/postgresql';
import { inject, injectable } from 'tsyringe';
import sql from 'sql-template-tag';
import { Book } from '../../domain/catalogue/book.js';
import type { Books } from '../../application/catalogue/books.js';
import { isRowId } from '../kernel/postgres/row-id.js';
import { SqlUnitOfWork } from '../kernel/unit-of-work/sql-unit-of-work.js';

@injectable()
export class MikroBooks implements Books {
  constructor(@inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork) {}

  async add(book: Book): Promise<void> {
    await this.unit.em.persist(book).flush();
  }

  async lock(id: number): Promise<Book | undefined> {
    if (!isRowId(id)) return undefined;
    const lockMode = LockMode.PESSIMISTIC_WRITE;
    return (await this.unit.em.findOne(Book, { id, withdrawnAt: null }, { lockMode })) ?? undefined;
  }

  async lockForKeyShare(id: number): Promise<boolean> {
    if (!isRowId(id)) return false;
    const rows = await this.unit.rows(sql`
      select id from book where id = ${id} and withdrawn_at is null for key share`);
    return rows.length > 0;
  }
}
