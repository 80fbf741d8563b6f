import type { Marked, SearchHit as Hit } from '../../../../application/catalogue/search/catalogue-search.js';
import { omitUndefined } from '../../../kernel/input/omit-undefined.js';
import { presentBook } from '../books/present-book.js';
import type { Highlights, SearchHit } from './search-shapes.js';

export function presentHit(hit: Hit): SearchHit {
  return { book: presentBook(hit.book), score: hit.score, highlights: highlightsOf(hit) };
}

/** Only the texts with a match. */
function highlightsOf({ title, contributors, subjects }: Hit): Highlights {
  const [markedTitle] = withMatches([title]);
  const names = withMatches(contributors);
  const words = withMatches(subjects);
  return omitUndefined({
    title: markedTitle,
    contributors: names.length > 0 ? names : undefined,
    subjects: words.length > 0 ? words : undefined,
  });
}

function withMatches(texts: readonly Marked[]): string[] {
  return texts.filter((parts) => parts.some(({ matches }) => matches)).map(asHtml);
}

function asHtml(parts: Marked): string {
  return parts
    .map(({ text, matches }) => (matches ? `<mark>${escaped(text)}</mark>` : escaped(text)))
    .join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}
