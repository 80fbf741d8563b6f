import { pino, stdSerializers, type Logger } from 'pino';

/** JSON lines on standard output (one object a line), for people with a log viewer and for machines. */
export class PinoReport {
  readonly log: Logger;

  constructor(level: string) {
    const formatters = { level: (label: string) => ({ level: label }) };
    this.log = pino({ level, base: null, formatters, serializers: { err: withoutRows } });
  }

  answered(request: object): void {
    this.log.info(request, 'answered');
  }

  failed(requestId: string, error: unknown): void {
    this.log.error({ requestId, err: error }, 'failed');
  }
}

interface DatabaseError extends Error {
  readonly code?: string;
  readonly table?: string;
  readonly constraint?: string;
  readonly detail?: string;
}

/**
 * What an error says of itself, without the data of people: in `detail` PostgreSQL quotes the whole row that it would
 * not take, with e-mail address and password hash, and MikroORM repeats that in message and stack.
 */
function withoutRows(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { type, message, stack } = stdSerializers.err(error);
  const { code, table, constraint, detail } = error as DatabaseError;
  const clean = (text: string | undefined) => (detail ? text?.replaceAll(detail, '(left out)') : text);
  return { type, code, table, constraint, message: clean(message), stack: clean(stack) };
}
