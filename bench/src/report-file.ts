import { readFileSync, writeFileSync } from 'node:fs';

const file = 'bench/report.md';

/** The sections of the report that come from runs of their own, in their order. */
export const titles = { soak: '## Soak', against: '## Beside an earlier commit' } as const;

type Title = (typeof titles)[keyof typeof titles];

/** The current report; empty if there is none. */
export function readReport(): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

export function writeReport(report: string): void {
  writeFileSync(file, report);
}

/** A new report with the sections that only other runs write, taken from the report before. */
export function withKeptSections(report: string, before: string): string {
  return Object.values(titles).reduce((whole, title) => {
    const section = sectionsOf(before).get(title);
    return section === undefined ? whole : withSection(whole, title, section);
  }, report);
}

/** The report with the new section at its end, instead of the old one. */
export function withSection(report: string, title: Title, section: string): string {
  const others = [...sectionsOf(report)].filter(([each]) => each !== title).map(([, text]) => text);
  return [...others, section]
    .map((text) => text.trim())
    .join('\n\n')
    .trim()
    .concat('\n');
}

/** The sections by title; the text before the first title has an empty one. */
function sectionsOf(report: string): Map<string, string> {
  return new Map(report.split(/^(?=## )/m).map((text) => [/^## .*/.exec(text)?.[0] ?? '', text]));
}
