import { Transform } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import type { Page, PageRequest } from '../../application/kernel/storage/page.js';
import { madeOf, ok, type Reply } from '../kernel/declaration/reply.js';

/** v1 is lenient: a value that is not a whole number becomes the default. */
function orDefault(fallback: number): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    /^-?\d+$/.test(String(value)) ? Number(value) : fallback,
  );
}

export class PageQuery {
  @orDefault(1)
  @IsInt()
  @Min(1)
  @Max(1_000_000_000)
  @JSONSchema({ default: 1, description: 'Page number, from 1.', examples: [1] })
  page = 1;

  @orDefault(10)
  @IsInt()
  @Min(1)
  @Max(100)
  @JSONSchema({ default: 10, description: 'Items per page, at most 100.', examples: [10] })
  per_page = 10;
}

export function pageRequest({ page, per_page }: PageQuery): PageRequest {
  return { offset: (page - 1) * per_page, limit: per_page };
}

/** Documentation of the headers of a list. */
export const listHeaders = {
  'X-Total-Count': 'Number of items on all pages together.',
  Link: 'Links to the first, previous, next and last page (RFC 8288).',
};

/** A list answer of v1: a bare array, with total and links in headers. */
export function list<T, D>(
  { items, total }: Page<T>,
  query: PageQuery,
  url: URL,
  present: (item: T) => D,
): Reply<200, D[]> {
  const link = links(url, query.page, Math.max(1, Math.ceil(total / query.per_page)));
  return madeOf(ok(items.map(present), { 'X-Total-Count': String(total), Link: link }), items);
}

function links(url: URL, page: number, last: number): string {
  const targets = {
    first: 1,
    prev: page > 1 ? Math.min(page - 1, last) : 0,
    next: page < last ? page + 1 : 0,
    last,
  };
  return Object.entries(targets)
    .filter(([, target]) => target > 0)
    .map(([rel, target]) => `<${withPage(url, target)}>; rel="${rel}"`)
    .join(', ');
}

function withPage(url: URL, page: number): string {
  const target = new URL(url);
  target.searchParams.set('page', String(page));
  return target.pathname + target.search;
}
