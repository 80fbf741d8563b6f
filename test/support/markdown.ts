/** The text without its fenced blocks. */
export function prose(markdown: string): string {
  return markdown.replaceAll(/^```.*?^```$/gms, '');
}

/** The text of each fenced block of a language; `''` for blocks without a language. */
export function blocks(markdown: string, language: string): string[] {
  const fenced = markdown.matchAll(/^```(?<language>\w*)\n(?<text>.*?)^```$/gms);
  return [...fenced]
    .filter(({ groups }) => groups?.['language'] === language)
    .map(({ groups }) => groups?.['text'] ?? '');
}

/** The code spans outside of fenced blocks, each once. */
export function codeSpans(markdown: string): string[] {
  return [...new Set([...prose(markdown).matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span))];
}

/** The text under a heading (without its `#`s), up to the next heading of any level. */
export function section(markdown: string, heading: string): string {
  const [, after] = prose(markdown).split(new RegExp(`^#+ ${heading}$`, 'm'));
  if (after === undefined) throw new Error(`There is no heading "${heading}".`);
  return after.split(/^#+ /m)[0] ?? '';
}

/** The cells of the rows of the tables in a text, without headings and rulers. */
export function tableRows(markdown: string): string[][] {
  const lines = markdown.split('\n');
  const isRow = (line = '') => line.startsWith('|');
  const isRuler = (line = '') => /^\|[\s|:-]+\|$/.test(line);
  return lines
    .filter((line, at) => isRow(line) && !isRuler(line) && !isRuler(lines[at + 1]))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
}

/** The targets of the links of a text. */
export function links(markdown: string): string[] {
  return [...prose(markdown).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
}

/** The anchors of the headings of a text, as GitHub makes them. */
export function anchors(markdown: string): string[] {
  return [...prose(markdown).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, '')
      .replaceAll(/\s/g, '-'),
  );
}
