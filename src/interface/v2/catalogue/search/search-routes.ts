import { inject, injectable } from 'tsyringe';
import { CatalogueSearch, type Facets } from '../../../../application/catalogue/search/catalogue-search.js';
import { canonicalLanguage } from '../../../../application/catalogue/language-fault.js';
import { Cursors } from '../../../kernel/answer/cursor.js';
import { omitUndefined } from '../../../kernel/input/omit-undefined.js';
import { cursorInvalid } from '../../../kernel/errors/refusals.js';
import { ok } from '../../../kernel/declaration/reply.js';
import { route, type Route, type RouteGroup } from '../../../kernel/declaration/route.js';
import { listHeaders, nextLink } from '../../lists.js';
import { SearchQuery } from '../books/list-query.js';
import { presentHit } from './present-search.js';
import { SearchResult } from './search-shapes.js';

/** Full-text search for books. */
@injectable()
export class SearchRoutes implements RouteGroup {
  constructor(
    @inject(CatalogueSearch) private readonly catalogue: CatalogueSearch,
    @inject(Cursors) private readonly cursors: Cursors,
  ) {}

  routes(): readonly Route[] {
    return [this.searchCatalogue()];
  }

  private searchCatalogue(): Route {
    return route({
      operationId: 'searchCatalogue',
      method: 'GET',
      path: '/search',
      since: '2.0',
      summary: 'Search the catalogue, best match first',
      description: 'A book matches if it has all the words. Books with the same score are sorted by id.',
      audience: 'anonymous',
      accepts: { query: SearchQuery },
      responds: { 200: SearchResult },
      headers: listHeaders,
      refuses: [cursorInvalid],
      cache: { seconds: 60, tags: ['book', 'copy'] },
      handle: async ({ query, url }) => {
        const { body, nextCursor } = await this.search(query);
        return ok(body, nextLink(url, nextCursor));
      },
    });
  }

  private async search(query: SearchQuery): Promise<{ body: SearchResult; nextCursor: string | null }> {
    const { q, limit, cursor, subject, yearFrom, yearTo, available } = query;
    const language = query.language === undefined ? undefined : canonicalLanguage(query.language);
    const after = this.cursors.read(`search ${q}`, cursor);
    const filter = omitUndefined({ subject, language, yearFrom, yearTo, available });
    const found = await this.catalogue.search({ words: q, after, limit, ...filter });
    const nextCursor = this.cursors.write(`search ${q}`, found.next);
    return {
      body: {
        data: found.hits.map(presentHit),
        facets: presentFacets(found.facets),
        didYouMean: found.correctedTo,
        page: { nextCursor, ...(query.total && { total: found.total }) },
      },
      nextCursor,
    };
  }
}

function presentFacets({ subject, language, decade, availability }: Facets): SearchResult['facets'] {
  return {
    subject: [...subject],
    language: [...language],
    decade: [...decade],
    availability: [...availability],
  };
}
