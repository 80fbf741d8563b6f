import type { ListQuery, OpdsCatalogue, Publication, PublicationPage } from '@shelflife/opds';
import { inject, injectable } from 'tsyringe';
import { BookQueries, type BookFilter, type BookSort } from '../../../application/catalogue/book-queries.js';
import { CatalogueSearch } from '../../../application/catalogue/search/catalogue-search.js';
import { Cache } from '../../../application/kernel/request/cache.js';
import { Cursors } from '../../kernel/answer/cursor.js';
import { omitUndefined } from '../../kernel/input/omit-undefined.js';
import { presentPublication } from './present-publication.js';

/** As long as the lists of the majors. */
const asLists = { seconds: 60, tags: ['book', 'copy'] };

const sorts: Readonly<Record<NonNullable<ListQuery['order']>, readonly BookSort[]>> = {
  title: [{ by: 'title', descending: false }],
  // Keys are given out in the order in which books are added.
  newest: [{ by: 'id', descending: true }],
};

/** The port of the package `@shelflife/opds`, answered by the catalogue. Ids are the keys of the books. */
@injectable()
export class LibraryCatalogue implements OpdsCatalogue {
  constructor(
    @inject(BookQueries) private readonly books: BookQueries,
    @inject(CatalogueSearch) private readonly catalogue: CatalogueSearch,
    @inject(Cursors) private readonly cursors: Cursors,
    @inject(Cache) private readonly cache: Cache,
  ) {}

  async find(id: string): Promise<Publication | undefined> {
    const book = /^[1-9]\d{0,14}$/.test(id) ? await this.books.view(Number(id)) : undefined;
    return book && presentPublication(book);
  }

  /** @throws Refusal `request.cursor_invalid` */
  async list(query: ListQuery): Promise<PublicationPage> {
    const { value } = await this.cache.remember(`opds ${JSON.stringify(query)}`, asLists, async () => {
      const { words } = query;
      const page = words === undefined ? await this.sorted(query) : await this.search({ ...query, words });
      return { body: JSON.stringify(page) };
    });
    return JSON.parse(value.body) as PublicationPage;
  }

  private async search(query: ListQuery & { readonly words: string }): Promise<PublicationPage> {
    const { words, limit } = query;
    const list = `opds search ${words}`;
    const after = this.cursors.read(list, query.cursor);
    const found = await this.catalogue.search({ words, after, limit, ...filterOf(query) });
    return {
      publications: found.hits.map(({ book }) => presentPublication(book)),
      total: found.total,
      facets: found.facets,
      ...nextOf(this.cursors.write(list, found.next)),
      ...(found.correctedTo !== null && { correctedTo: found.correctedTo }),
    };
  }

  /** Subjects and languages are counted for searches only, which have at most 2,500 hits. */
  private async sorted(query: ListQuery): Promise<PublicationPage> {
    const { order = 'title', limit } = query;
    const list = `opds ${order}`;
    const after = this.cursors.read(list, query.cursor);
    const filter = filterOf(query);
    const { available: _available, ...all } = filter;
    const [{ items, next }, total, free] = await Promise.all([
      this.books.listAfter(filter, sorts[order], { after, limit }),
      this.books.count(all),
      this.books.count({ ...all, available: true }),
    ]);
    const shown = filter.available === undefined ? total : filter.available ? free : total - free;
    const availability = [
      { value: 'available', count: free },
      { value: 'unavailable', count: total - free },
    ];
    return {
      publications: items.map(presentPublication),
      total: shown,
      facets: { availability },
      ...nextOf(this.cursors.write(list, next)),
    };
  }
}

function filterOf({ subject, language, decade, available }: ListQuery): BookFilter {
  const [yearFrom, yearTo] = decade === undefined ? [] : [decade, decade + 9];
  return omitUndefined({ subject, language, yearFrom, yearTo, available });
}

function nextOf(cursor: string | null): Pick<PublicationPage, 'next'> {
  return cursor === null ? {} : { next: cursor };
}
