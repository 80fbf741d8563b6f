import type {
  Affecting,
  MigrationReport as Report,
} from '../../../../application/usage/report/migration-reports.js';
import type { Difference } from '../../../documentation/migration/difference.js';
import { textOfExchange } from '../../../documentation/migration/exchange-text.js';
import type { MigrationChange, MigrationQuery, MigrationReport } from './report-shapes.js';

export function presentReport(
  { from, to }: MigrationQuery,
  { since, calls, affecting, unaffected }: Report<Difference>,
): MigrationReport {
  return {
    from,
    to,
    since: since.toISOString(),
    calls,
    affecting: affecting.map(presentChange),
    unaffected,
  };
}

function presentChange({ change, calls, lastAt, operations }: Affecting<Difference>): MigrationChange {
  const { id, title, text, guide, rows } = change;
  return {
    id,
    title,
    text,
    guide,
    calls,
    lastCalledAt: lastAt.toISOString(),
    operations: operations.map((each) => ({
      operationId: each.operationId,
      calls: each.calls,
      lastCalledAt: each.lastAt.toISOString(),
    })),
    parts: rows.map(({ before, after, note }) => ({ before: before || null, after: after || null, note })),
    example: presentExample(change, operations[0].operationId),
  };
}

function presentExample(change: Difference, operationId: string): MigrationChange['example'] {
  const { before, after } = change.example(operationId);
  return { operationId, before: textOfExchange(before), after: after ? textOfExchange(after) : null };
}
