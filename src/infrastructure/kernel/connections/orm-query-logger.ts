import { channel } from 'node:diagnostics_channel';
import type { LogContext, Logger } from '@mikro-orm/postgresql';
import { channels, type FinishedStatement } from '../../../application/kernel/process/watched.js';

const finished = channel(channels.finishedStatement);

/**
 * MikroORM's logger. It tells whoever watches of the statements of entities, and of nothing else: our own statements
 * are told where they are sent. Since no namespace is enabled, MikroORM gives texts with places for their values.
 */
export class OrmQueryLogger implements Logger {
  /** Statements that only begin or end a transaction have no duration, and are not told. */
  logQuery({ query = '', took, level }: LogContext): void {
    if (!finished.hasSubscribers || took === undefined) return;
    finished.publish({ text: query, ms: took, failed: level === 'error' } satisfies FinishedStatement);
  }

  log(): void {}

  error(): void {}

  warn(): void {}

  setDebugMode(): void {}

  isEnabled(): boolean {
    return false;
  }
}
