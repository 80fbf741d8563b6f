import { BookQueries } from '../../src/application/catalogue/book-queries.js';
import { CatalogueSearch } from '../../src/application/catalogue/search/catalogue-search.js';
import type { Service } from '../../src/composition/start/bootstrap.js';
import { typed, ways, type Way } from './typed.js';

/** What became of the searches for titles that were typed in one way. */
export interface Figure {
  readonly major: string;
  readonly way: Way;
  readonly searches: number;
  readonly found: number;
  /** The first texts that did not find their title. */
  readonly missed: readonly { readonly title: string; readonly text: string }[];
}

const hits = 3;

/** The searches of both majors. Each returns the titles of its first hits. */
function searchesOf({ container }: Service): ReadonlyMap<string, (words: string) => Promise<string[]>> {
  const books = container.resolve<BookQueries>(BookQueries);
  const catalogue = container.resolve<CatalogueSearch>(CatalogueSearch);
  return new Map([
    [
      'v1',
      async (words) =>
        (await books.search(words, { offset: 0, limit: hits })).items.map(({ title }) => title),
    ],
    [
      'v2',
      async (words) => (await catalogue.search({ words, limit: hits })).hits.map(({ book }) => book.title),
    ],
  ]);
}

/** Searches each title in each way, in both majors. Found is a title that one of the first three hits has. */
export async function measureSearch(
  service: Service,
  titles: readonly string[],
  seed: number,
): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [major, search] of searchesOf(service))
    for (const way of ways) {
      const asked = titles.flatMap((title, at) => {
        const text = typed(title, way, seed + at);
        return text === undefined ? [] : [{ title, text }];
      });
      const missed: { title: string; text: string }[] = [];
      for (const each of asked) if (!(await search(each.text)).includes(each.title)) missed.push(each);
      figures.push({ major, way, searches: asked.length, found: asked.length - missed.length, missed });
    }
  return figures;
}
