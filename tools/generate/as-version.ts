/** The major that a new one is copied from. */
export interface Origin {
  readonly major: number;
  /** All its minors. The new major has their changes from its first version on. */
  readonly minors: readonly string[];
}

/**
 * The text of a file of one major, changed for another: addresses, names, minors. Prefixes of ids, names of tables and
 * everything else that does not belong to one version stay.
 */
export function asVersion(text: string, { major, minors }: Origin, to: number): string {
  const anyMinor = `(?:${minors.map((minor) => minor.replace('.', '[.]')).join('|')})`;
  return (
    text
      // "r1-v2.1", as in an entity tag.
      .replaceAll(new RegExp(`\\bv${anyMinor}(?!\\d)`, 'g'), `v${to}.0`)
      // '2.1', as in `since` or in `API-Version`.
      .replaceAll(new RegExp(`(['"\`])${anyMinor}\\1`, 'g'), `$1${to}.0$1`)
      // /v2/books, 'v2', v2 in a sentence.
      .replaceAll(new RegExp(`\\bv${major}(?![\\da-z])`, 'g'), `v${to}`)
      // BookV2
      .replaceAll(new RegExp(`(?<=[A-Za-z])V${major}(?![\\da-z])`, 'g'), `V${to}`)
      .replaceAll(new RegExp(`\\bmajor: ${major}\\b`, 'g'), `major: ${to}`)
  );
}

/**
 * The text of a module without the parts that belong to its version only: the changes since its baseline, and its
 * guides.
 */
export function withoutPast(text: string): string {
  return text
    .replaceAll(/^import .* from '\.\/(?:changes|guides)\/.*';\n/gm, '')
    .replaceAll(/\n^export const (?:changes|guides)\b[^;]*;\n/gm, '');
}
