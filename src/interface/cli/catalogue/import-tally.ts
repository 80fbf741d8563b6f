import type { ImportOutcome } from '../../../application/catalogue/import/import-outcome.js';

/** How a librarian calls the outcomes. */
const names = {
  created: 'new books',
  updated: 'books changed',
  skipped: 'nothing new',
  error: 'not imported',
} satisfies Record<ImportOutcome['outcome'], string>;

const width = 26;

/** Counts outcomes, copies and notes. */
export class ImportTally {
  private readonly outcomes = new Map<string, number>(Object.values(names).map((name) => [name, 0]));
  private readonly notes = new Map<string, number>();
  private copies = 0;

  add({ outcome, copies, notes }: ImportOutcome): void {
    count(this.outcomes, names[outcome]);
    this.copies += copies;
    for (const { kind } of notes) count(this.notes, kind);
  }

  get errors(): number {
    return this.outcomes.get(names.error) ?? 0;
  }

  /**
   * A small table: the number of rows for each outcome and their sum, the number of new copies, and the number of notes
   * of each kind.
   */
  toString(): string {
    const rows = [...this.outcomes.values()].reduce((sum, each) => sum + each, 0);
    const rule = '─'.repeat(width + 12);
    const sum = [
      ...[...this.outcomes].map(line),
      rule,
      line(['rows', rows]),
      line(['new copies', this.copies]),
    ];
    const notes = [...this.notes].map(line).toSorted((one, other) => one.localeCompare(other));
    return [...sum, ...(notes.length > 0 ? [rule, 'Notes', ...notes] : [])].join('\n');
  }
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function line([name, number]: readonly [string, number]): string {
  return `${name.padEnd(width)}${number.toLocaleString('en').padStart(12)}`;
}
