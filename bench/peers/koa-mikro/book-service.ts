import type { EntityManager } from '@mikro-orm/postgresql';
import { Book } from './entities.js';
import { bookNotFound } from './refused.js';
import { BookDto, type BookListQuery } from './shapes.js';

const withCopies = {
  populate: ['copies'],
  populateWhere: { copies: { status: { $ne: 'withdrawn' } } },
} as const;

export class BookService {
  /** @param em resolves to the entity manager of the running request */
  constructor(private readonly em: EntityManager) {}

  /** @throws Refused 404 */
  async find(id: number): Promise<BookDto> {
    if (!Number.isSafeInteger(id)) throw bookNotFound();
    const book = await this.em.findOne(Book, { id, withdrawnAt: null }, withCopies);
    if (!book) throw bookNotFound();
    return new BookDto(book);
  }

  async list({ year_from, page, per_page }: BookListQuery): Promise<{ books: BookDto[]; total: number }> {
    const [books, total] = await this.em.findAndCount(
      Book,
      { withdrawnAt: null, ...(year_from !== undefined && { year: { $gte: year_from } }) },
      { ...withCopies, orderBy: { id: 'asc' }, offset: (page - 1) * per_page, limit: per_page },
    );
    return { books: books.map((book) => new BookDto(book)), total };
  }
}

/** The headers of a page of a list (RFC 8288). */
export function pageHeaders(
  url: string,
  { page, per_page }: BookListQuery,
  total: number,
): Record<string, string> {
  const last = Math.max(1, Math.ceil(total / per_page));
  const targets = {
    first: 1,
    ...(page > 1 && { prev: Math.min(page - 1, last) }),
    ...(page < last && { next: page + 1 }),
    last,
  };
  const links = Object.entries(targets).map(([rel, target]) => `<${withPage(url, target)}>; rel="${rel}"`);
  return { 'X-Total-Count': String(total), Link: links.join(', ') };
}

/** The URL of a page, with the known parameters only, by name. */
function withPage(url: string, page: number): string {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const known = [...searchParams].filter(([name]) => ['page', 'per_page', 'year_from'].includes(name));
  const target = new URLSearchParams(known);
  target.sort();
  target.set('page', String(page));
  return `${pathname}?${target.toString()}`;
}
