import { channel } from 'node:diagnostics_channel';
import type { LogContext, Logger } from '@mikro-orm/postgresql';
import { channels, type FinishedStatement } from '../../../application/kernel/process/watched.js';

const finished = channel(channels.finishedStatement);

/**
 * MikroORM's logger. It publishes the statements of entities only: explicit statements are published where they are
 * sent. No namespace is enabled, so MikroORM gives texts with placeholders instead of values.
 */
export class OrmQueryLogger implements Logger {
  /** Statements that only begin or end a transaction have no duration and are left out. */
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
