import type { EntitySchema } from '@mikro-orm/postgresql';
import type { DependencyContainer } from 'tsyringe';
import type { Config } from '../../../config/index.js';
import type { RefusalReason } from '../../domain/kernel/refusal.js';

/** What the composition needs to know of a feature: what it stores, and which class stands behind which port. */
export interface Feature {
  /** The name of its folder in every layer. */
  readonly name: string;
  readonly entities: readonly EntitySchema[];
  /** Constraint or unique index of its tables → what its violation means to a client. */
  readonly constraints: Readonly<Record<string, RefusalReason>>;
  bind(container: DependencyContainer, config: Config): void;
}
