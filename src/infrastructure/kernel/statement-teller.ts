import { channel } from 'node:diagnostics_channel';
import { DefaultLogger, type LogContext } from '@mikro-orm/postgresql';
import { channels, type FinishedStatement } from '../../application/kernel/watched.js';

const finished = channel(channels.finishedStatement);

/** Tells whoever watches of the ORM's own statements. What the ORM sends to PostgreSQL has the values in it already. */
export class StatementTeller extends DefaultLogger {
  override logQuery({ query = '', took = 0, level }: LogContext): void {
    if (!finished.hasSubscribers) return;
    finished.publish({ text: query, ms: took, failed: level === 'error' } satisfies FinishedStatement);
  }
}
