import { Readable, type Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { AuditEventView } from '../../../application/audit/audit-queries.js';

export const formats = ['jsonl', 'csv'] as const;
export type Format = (typeof formats)[number];

/** One line of the export. The ids are those of `/v1` and of the database. */
type Line = ReturnType<typeof lineOf>;

const columns = [
  'id',
  'at',
  'action',
  'subject_type',
  'subject_id',
  'actor_role',
  'actor_id',
  'api_key_id',
  'request_id',
  'network',
  'times',
  'details',
] as const satisfies readonly (keyof Line)[];

/**
 * Writes events as lines and does not close the target. The next events are read when the target has taken the last
 * ones, so that a slow reader needs no memory here. A reader that stops early, such as `head`, is no error.
 */
export async function writeLines(
  events: AsyncIterable<AuditEventView>,
  format: Format,
  target: NodeJS.WritableStream,
): Promise<void> {
  const lines = Readable.from(mapped(events));
  try {
    await pipeline(lines, format === 'csv' ? csvLines() : jsonLines, target, { end: false });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error;
  }
}

async function* mapped(events: AsyncIterable<AuditEventView>): AsyncGenerator<Line, void> {
  for await (const event of events) yield lineOf(event);
}

async function* jsonLines(lines: AsyncIterable<Line>): AsyncGenerator<string, void> {
  for await (const line of lines) yield `${JSON.stringify(line)}\n`;
}

/** Cells that a spreadsheet would read as formulas are escaped. The details are JSON. */
function csvLines(): Duplex {
  return stringify({ header: true, columns: [...columns], escape_formulas: true });
}

function lineOf(event: AuditEventView) {
  return {
    id: event.id,
    at: event.at.toISOString(),
    action: event.action,
    subject_type: event.subjectType,
    subject_id: event.subjectId,
    actor_role: event.actorRole,
    actor_id: event.actorId,
    api_key_id: event.actorKeyId,
    request_id: event.requestId,
    network: event.network,
    times: event.times,
    details: event.details,
  };
}
