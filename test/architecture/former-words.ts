/** A literal use of one of the words: a part of a line of one file. */
export interface LiteralUse {
  readonly path: string;
  readonly text: string;
}

/** Words that once stood for entry point, module and source tree. */
const former = /\b(?:door|room|house)s?\b/gi;

/** The places where one of the words has its usual meaning. */
export const literalUses: readonly LiteralUse[] = [
  { path: 'src/infrastructure/kernel/admission/admission-queue.test.ts', text: 'there is room for' },
];

/** Each former word in a text, as `path:line: word`. */
export function formerWordsIn(
  path: string,
  text: string,
  allowed: readonly LiteralUse[] = literalUses,
): string[] {
  const uses = allowed.filter((use) => use.path === path);
  return text.split('\n').flatMap((line, at) => {
    const rest = uses.reduce((left, use) => left.replaceAll(use.text, ''), line);
    return (rest.match(former) ?? []).map((word) => `${path}:${at + 1}: ${word}`);
  });
}
