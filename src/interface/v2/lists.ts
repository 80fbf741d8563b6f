import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { MayBeAbsent, MayBeNull } from '../kernel/shapes/optional-rules.js';
import { Example } from '../kernel/shapes/text-rules.js';
import { IsWholeNumber } from './query-values.js';

/** The part of a list that a client asks for. */
export class ListQuery {
  @IsWholeNumber()
  @Min(1)
  @Max(200)
  @JSONSchema({ default: 20, description: 'Maximum number of items.', examples: [20] })
  limit = 20;

  @MayBeAbsent()
  @IsString()
  @MaxLength(4_096)
  @JSONSchema({ description: 'Position to continue at: `page.nextCursor` of the previous answer.' })
  cursor?: string;
}

/** The position of the next page. */
export class PageInfo {
  @MayBeNull()
  @IsString()
  @JSONSchema({ description: 'Send it as `cursor` to get the next page. Null on the last page.' })
  @Example(null)
  nextCursor!: string | null;
}

/** The same for a list that can be counted. */
export class CountedPage extends PageInfo {
  @MayBeAbsent()
  @IsInt()
  @JSONSchema({ description: 'Number of items on all pages together; only with `total=true`.' })
  @Example(1)
  total?: number;
}

/** Documentation of the headers of a list. */
export const listHeaders = { Link: 'The next page as `rel="next"`, if there is one (RFC 8288).' };

/** The `Link` header of a page, with the address of the next one. @param url of this page, without a host */
export function nextLink(url: URL, nextCursor: string | null): Record<string, string> {
  if (nextCursor === null) return {};
  const next = new URL(url);
  next.searchParams.set('cursor', nextCursor);
  return { Link: `<${next.pathname}${next.search}>; rel="next"` };
}
