import type { ImportOutcome } from '../../../application/catalogue/import/import-outcome.js';

/** Counts outcomes and notes. */
export class ImportTally {
  private readonly outcomes = new Map<string, number>(
    (['created', 'updated', 'skipped', 'error'] satisfies ImportOutcome['outcome'][]).map((name) => [
      name,
      0,
    ]),
  );
  private readonly notes = new Map<string, number>();

  add({ outcome, notes }: ImportOutcome): void {
    count(this.outcomes, outcome);
    for (const { kind } of notes) count(this.notes, kind);
  }

  get errors(): number {
    return this.outcomes.get('error') ?? 0;
  }

  /** A small table: the number of rows for each outcome, their sum, and the number of notes of each kind. */
  toString(): string {
    const rows = [...this.outcomes.values()].reduce((sum, each) => sum + each, 0);
    const rule = '─'.repeat(30);
    const sum = [...[...this.outcomes].map(line), rule, line(['rows', rows])];
    const notes = [...this.notes].map(line).toSorted((one, other) => one.localeCompare(other));
    return [...sum, ...(notes.length > 0 ? [rule] : []), ...notes].join('\n');
  }
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function line([name, number]: readonly [string, number]): string {
  return `${name.padEnd(18)}${number.toLocaleString('en').padStart(12)}`;
}
