import { exists, isPath, readDocument } from './documents.js';
import { codeSpans, tableRows } from './markdown.js';

/** One row of a glossary. */
export interface Term {
  readonly term: string;
  readonly meaning: string;
  /** The names of code and the paths in which the term is used. */
  readonly where: readonly string[];
}

/** The terms of each part of a glossary, in the order of the text. */
export function termsByPart(glossary: string): Term[][] {
  const parts = glossary.split(/^## .+$/m).slice(1);
  return parts.map((part) =>
    tableRows(part).map(([term = '', meaning = '', where = '']) => ({
      term,
      meaning,
      where: codeSpans(where),
    })),
  );
}

/** The meanings that are not exactly one sentence. */
export function notOneSentence(terms: readonly Term[]): string[] {
  const sentence = /^(?:[A-Z]|`)(?:(?![.!?] )[^;])*[^.!?;][.]$/;
  return terms.filter(({ meaning }) => !sentence.test(meaning)).map(({ term }) => term);
}

/** The terms that stand behind a later one of the alphabet. */
export function outOfOrder(terms: readonly Term[]): string[] {
  const names = terms.map(({ term }) => term.toLowerCase());
  return names.filter((name, at) => at > 0 && name <= (names[at - 1] ?? ''));
}

/** The terms without a path, and those whose path or name is not in the code, each as `term: what is missing`. */
export function notInCode(terms: readonly Term[]): string[] {
  return terms.flatMap(({ term, where }) => {
    const paths = where.filter(isPath);
    const missing = [...paths.filter((path) => !exists(path)), ...(paths.length === 0 ? ['a path'] : [])];
    const files = paths.filter((path) => /^[\w./-]+[.]ts$/.test(path) && exists(path));
    const words = new Set(files.flatMap((path) => readDocument(path).text.match(/\w+/g) ?? []));
    const names = where.filter((each) => !isPath(each));
    return [...missing, ...names.filter((name) => !words.has(name))].map((each) => `${term}: ${each}`);
  });
}
