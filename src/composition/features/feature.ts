import type { EntitySchema } from '@mikro-orm/postgresql';
import type { DependencyContainer } from 'tsyringe';
import type { Config } from '../../../config/index.js';
import type { ProcessEvents } from '../../application/kernel/process/process-events.js';
import type { RefusalReason } from '../../domain/kernel/refusal.js';

/** The parts of a feature that the composition needs: its entities, and the implementations of its ports. */
export interface Feature {
  /** The name of its folder in every layer. */
  readonly name: string;
  readonly entities: readonly EntitySchema[];
  /** Maps a constraint or unique index of its tables to the refusal that a client gets when it is violated. */
  readonly constraints: Readonly<Record<string, RefusalReason>>;
  bind(container: DependencyContainer, config: Config): void;
  /** Begins what runs beside the requests of a web process. Returns a function that ends it, after the last request. */
  begin?(container: DependencyContainer, events: ProcessEvents): () => Promise<void>;
}
