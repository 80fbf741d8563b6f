import type { EntityManager } from '@mikro-orm/postgresql';
import { Seeder } from '@mikro-orm/seeder';
import type { SeedContext } from './seed-context.js';

/** Size of a large seed. */
export interface LargeSize {
  /** Each book has one copy. */
  readonly books: number;
  readonly patrons: number;
  /** Past loans of each copy. */
  readonly loansPerCopy: number;
}

/** Items `start` (counted from 0) to `end`, exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Synthetic content of one feature, made in batches. */
export interface LargeContent {
  /** Label of the progress bar. */
  readonly what: string;
  readonly items: number;
  /** How far the progress bar advances for each item. */
  readonly unitsPerItem: number;
  readonly batchSize: number;
  /** The tables that it fills. */
  readonly tables: readonly string[];
  /** Stores one batch. Each batch has its own transaction. */
  store(em: EntityManager, context: SeedContext, range: Range): Promise<void>;
}

/**
 * Seeds the content of one feature: the class that `seeds/<feature>.ts` exports. It imports no other seeder. It finds
 * rows of an earlier feature by their natural keys, such as e-mail address or ISBN. The features run in the order of
 * their names, except for those that name others in `after`.
 *
 * A seeder adds missing rows and changes no existing ones, so a second run does nothing. It records no audit events, as
 * these name an actor and seeding has none.
 */
export abstract class FeatureSeeder extends Seeder<SeedContext> {
  /** The features whose content must be there before. */
  readonly after: readonly string[] = [];

  /** Whether the library has no content of this feature yet. */
  abstract isEmpty(em: EntityManager): Promise<boolean>;

  /** Stores the standard content. All features share one transaction. */
  abstract override run(em: EntityManager, context: SeedContext): Promise<void>;

  /** Synthetic content in addition to the standard content. The next run completes an interrupted one. */
  large?(size: LargeSize): LargeContent;
}
