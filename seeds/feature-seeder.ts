import type { EntityManager } from '@mikro-orm/postgresql';
import { Seeder } from '@mikro-orm/seeder';
import type { SeedContext } from './seed-context.js';

/** How much a large seed makes. */
export interface LargeSize {
  /** Each has one copy. */
  readonly books: number;
  readonly patrons: number;
  /** Past loans of every copy. */
  readonly loansPerCopy: number;
}

/** Items `start` to `end`, counted from 0; `end` is left out. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Much invented content of one feature, made in batches. */
export interface LargeContent {
  /** What the progress bar calls it. */
  readonly what: string;
  readonly items: number;
  /** How far the progress bar goes for each item. */
  readonly unitsPerItem: number;
  readonly batchSize: number;
  /** The tables that it fills. */
  readonly tables: readonly string[];
  /** Stores one batch. Each batch has a transaction of its own. */
  store(em: EntityManager, context: SeedContext, range: Range): Promise<void>;
}

/**
 * Puts the content of one feature into a library: the class that `seeds/<feature>.ts` exports. It imports no other
 * seeder. It finds rows of an earlier feature by their natural keys, such as e-mail address or ISBN; the features are
 * run in the order of `src/composition/features.ts`.
 *
 * A seeder adds what is missing and changes nothing that is there, so a second run does nothing. It writes no audit
 * events: these say who has changed what, and nobody has done anything yet.
 */
export abstract class FeatureSeeder extends Seeder<SeedContext> {
  /** Whether the library has no content of this feature yet. */
  abstract isEmpty(em: EntityManager): Promise<boolean>;

  /** Stores the standard content. All features share one transaction. */
  abstract override run(em: EntityManager, context: SeedContext): Promise<void>;

  /** Much content that is added to the standard content. A run that was interrupted is completed by the next. */
  large?(size: LargeSize): LargeContent;
}
