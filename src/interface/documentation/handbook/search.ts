/** Something that a search can find. */
export interface Topic {
  /** What it is, such as `Guide` or `Operation of v2`. */
  readonly kind: string;
  readonly path: string;
  readonly title: string;
  /** What is shown of it, a sentence. */
  readonly lead: string;
  /** All its other words. */
  readonly text: string;
}

const longestQuery = 200;
const mostWords = 10;
const mostFound = 40;

/** What somebody has typed, without signs that nobody sees, and not longer than a search may be. */
export function readQuery(given: unknown): string {
  if (typeof given !== 'string') return '';
  return given
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, longestQuery);
}

/**
 * A function that finds the topics that have all words of a query, those first that have them in their titles; 40 at
 * most.
 */
export function searchIn(topics: readonly Topic[]): (query: string) => Topic[] {
  const entries = topics.map((topic) => ({ topic, words: wordsOf(topic) }));
  return (query) => {
    const wanted = normal(query).split(' ').filter(Boolean).slice(0, mostWords);
    if (wanted.length === 0) return [];
    return entries
      .map(({ topic, words }) => ({ topic, score: scoreOf(words, wanted) }))
      .filter(({ score }) => score > 0)
      .toSorted((a, b) => b.score - a.score)
      .slice(0, mostFound)
      .map(({ topic }) => topic);
  };
}

type Words = Readonly<Record<'title' | 'lead' | 'text', string>>;

function wordsOf({ title, lead, text }: Topic): Words {
  return { title: normal(title), lead: normal(lead), text: normal(text) };
}

/** 0 if a word is missing. A title that begins with a word counts most, then one that has it, then the lead. */
function scoreOf({ title, lead, text }: Words, wanted: readonly string[]): number {
  const scores = wanted.map((word) => {
    if (title.startsWith(word)) return 8;
    if (title.includes(word)) return 5;
    if (lead.includes(word)) return 3;
    return text.includes(word) ? 1 : 0;
  });
  return scores.includes(0) ? 0 : scores.reduce<number>((sum, each) => sum + each, 0);
}

function normal(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
