import type { Sql } from 'sql-template-tag';
import type { Progress } from '../src/interface/cli/kernel/progress.js';

/** Where a seed puts its rows: one connection, and the moment and place that all dates are reckoned from. */
export interface SeedDatabase {
  /** "Now" for the content. Nothing asks the clock itself, so that the same moment gives the same content. */
  readonly now: Date;
  /** IANA name of the library's time zone. */
  readonly timeZone: string;
  /** So many times 24 hours before now. */
  daysAgo(days: number): Date;
  /** Rows of a statement with bound parameters; int8 comes as a number. */
  rows<Row extends object>(statement: Sql): Promise<Row[]>;
}

/** How much a large seed makes. */
export interface LargeSize {
  /** Each has one copy. */
  readonly books: number;
  readonly patrons: number;
  /** Past loans of every copy. */
  readonly loansPerCopy: number;
}

/**
 * What one feature puts into an empty library: `seeds/<feature>.ts` exports it as `seed`. It imports no other seed;
 * rows of a feature before it (their order is that of `src/composition/features.ts`) it finds by e-mail or ISBN.
 *
 * A seed adds what is missing and leaves alone what is there, whoever made it: a second run changes nothing.
 * It writes no audit events: those tell who has changed what, and nobody has done anything yet.
 */
export interface Seed {
  /** Whether this feature holds nothing yet. */
  isEmpty(db: SeedDatabase): Promise<boolean>;
  /** The standard content, in a transaction that all features share. */
  standard(db: SeedDatabase): Promise<void>;
  /** Much content, behind the standard one. Each statement is stored by itself; a run that was cut goes on. */
  large?(db: SeedDatabase, progress: Progress, size: LargeSize): Promise<void>;
}
