import { LockMode } from '@mikro-orm/postgresql';
import { inject, injectable } from 'tsyringe';
import sql from 'sql-template-tag';
import { Book } from '../../domain/catalogue/book.js';
import type { Books } from '../../application/catalogue/books.js';
import { Database } from '../kernel/database.js';
import { isKey } from '../kernel/keys.js';
import { MikroUnitOfWork } from '../kernel/mikro-unit-of-work.js';

@injectable()
export class MikroBooks implements Books {
  constructor(
    @inject(MikroUnitOfWork) private readonly unit: MikroUnitOfWork,
    @inject(Database) private readonly database: Database,
  ) {}

  async add(book: Book): Promise<void> {
    await this.unit.em.persist(book).flush();
  }

  async lock(id: number): Promise<Book | undefined> {
    if (!isKey(id)) return undefined;
    const lockMode = LockMode.PESSIMISTIC_WRITE;
    return (await this.unit.em.findOne(Book, { id, withdrawnAt: null }, { lockMode })) ?? undefined;
  }

  async lookalikes(isbns: readonly string[], titles: readonly string[]): Promise<Book[]> {
    const rows = await this.unit.rows<{ id: string }>(sql`
      select id from book
      where withdrawn_at is null
        and (isbn13 = any(${isbns}) or fold(title) in (select fold(title) from unnest(${titles}::text[]) as title))`);
    const ids = rows.map(({ id }) => Number(id));
    return this.unit.em.find(Book, { id: { $in: ids } }, { orderBy: { id: 'asc' } });
  }

  async exists(id: number): Promise<boolean> {
    if (!isKey(id)) return false;
    const rows = await this.database.rows(sql`select from book where id = ${id} and withdrawn_at is null`);
    return rows.length > 0;
  }
}
