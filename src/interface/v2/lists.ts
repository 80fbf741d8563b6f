import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { MayBeAbsent, MayBeNull } from '../kernel/input/optional-rules.js';
import { Example } from '../kernel/input/text-rules.js';
import { IsWholeNumber } from './query-values.js';

/** How much of a list is wanted, and from where on. */
export class ListQuery {
  @IsWholeNumber()
  @Min(1)
  @Max(200)
  @JSONSchema({ default: 20, description: 'Items at most.', examples: [20] })
  limit = 20;

  @MayBeAbsent()
  @IsString()
  @MaxLength(4_096)
  @JSONSchema({ description: 'Where to go on: `page.nextCursor` of the answer before.' })
  cursor?: string;
}

/** What follows after this page. */
export class PageInfo {
  @MayBeNull()
  @IsString()
  @JSONSchema({ description: 'Sent as `cursor` it gives the next page; null on the last one.' })
  @Example(null)
  nextCursor!: string | null;
}

/** The same of a list that can be counted. */
export class CountedPage extends PageInfo {
  @MayBeAbsent()
  @IsInt()
  @JSONSchema({ description: 'How many there are on all pages together, if `total=true` asked for it.' })
  @Example(1)
  total?: number;
}

/** What the headers of a list say, for the documentation. */
export const listHeaders = { Link: 'The next page, as `rel="next"`, where there is one (RFC 8288).' };

/** The headers of a page: a link to the next one. @param url of this page, without a host */
export function nextLink(url: URL, nextCursor: string | null): Record<string, string> {
  if (nextCursor === null) return {};
  const next = new URL(url);
  next.searchParams.set('cursor', nextCursor);
  return { Link: `<${next.pathname}${next.search}>; rel="next"` };
}
