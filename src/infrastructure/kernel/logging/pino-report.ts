import { pino, stdSerializers, type DestinationStream, type Logger } from 'pino';
import type { ProcessEvent } from '../../../application/kernel/process/process-events.js';
import type { Answered, FailedRequest, Report } from '../../../application/kernel/process/report.js';
import { sealRequest } from './sealed-request.js';

export interface LogSettings {
  /** Tells equal processes apart. */
  readonly instance?: string | undefined;
  /** The secret to seal failed requests with; without it they are not logged. */
  readonly secret?: string | undefined;
}

/**
 * Access log lines are written in batches, because a write for each would cost more than all other work for a small
 * answer: after 12 kB, or a tenth of a second. A process that is killed loses at most these lines.
 */
const inLots = { dest: 1, sync: true, minLength: 12_288, periodicFlush: 100 };

/** JSON log on standard output, one object a line. */
export class PinoReport implements Report {
  readonly log: Logger;
  private readonly base: string;

  /**
   * @param level the lowest level to write
   * @param destination standard output, if absent
   */
  constructor(
    level: string,
    private readonly settings: LogSettings = {},
    private readonly destination: DestinationStream = pino.destination(inLots),
  ) {
    const { instance } = settings;
    this.base = instance === undefined ? '' : `,"instance":${JSON.stringify(instance)}`;
    const formatters = { level: (label: string) => ({ level: label }) };
    const serializers = {
      err: (error: unknown) => (error instanceof Error ? withoutTexts(error, []) : error),
    };
    const base = instance === undefined ? null : { instance };
    const options = { level, base, formatters, serializers };
    this.log = pino(options, destination);
  }

  answered(request: Answered): void {
    if (this.log.isLevelEnabled('info')) this.destination.write(this.lineOf(request));
  }

  /**
   * Builds the line that pino would write, because there is one for each request and its fields are known. No field is
   * a text of a client, except an id of a few harmless characters and a method that Node knows.
   */
  private lineOf({
    requestId,
    method,
    operationId,
    route,
    version,
    status,
    ms,
    caller,
    code,
    traceId,
  }: Answered): string {
    return (
      `{"level":"info","time":${Date.now()}${this.base},"requestId":"${requestId}","method":"${method}"` +
      `${field('operationId', operationId)}${field('route', route)}${field('version', version)}` +
      `,"status":${status},"ms":${ms},"caller":"${caller}"${field('code', code)}${field('traceId', traceId)}` +
      ',"msg":"answered"}\n'
    );
  }

  /** Errors and events are written at once. */
  failed({ requestId, sent, texts }: FailedRequest, error: unknown): void {
    const { secret } = this.settings;
    const replay = secret === undefined ? undefined : sealRequest(sent, secret);
    this.log.error({ requestId, err: withoutTexts(error, texts), replay }, 'failed');
    this.log.flush();
  }

  happened({ level, event, facts, error }: ProcessEvent): void {
    this.log[level]({ ...facts, ...(error !== undefined && { err: error }) }, event);
    this.log.flush();
  }
}

function field(name: string, value: string | undefined): string {
  return value === undefined ? '' : `,"${name}":"${value}"`;
}

interface DatabaseError extends Error {
  readonly code?: string;
  readonly table?: string;
  readonly constraint?: string;
  readonly detail?: string;
}

/**
 * The fields of an error without personal data. In `detail` PostgreSQL quotes the whole row that it rejected, with
 * e-mail address and password hash, and MikroORM repeats that in message and stack. Texts that the client sent are
 * removed, too, except short ones, without which the message could not be read.
 */
function withoutTexts(error: unknown, texts: readonly string[]): object {
  const hidden = [...detailsOf(error), ...texts.filter(({ length }) => length > 3)];
  const longestFirst = hidden.toSorted((a, b) => b.length - a.length);
  const clean = (text = '') =>
    longestFirst.reduce((shown, each) => shown.replaceAll(each, '(left out)'), text);
  if (!(error instanceof Error)) return { type: typeof error, message: clean(textOf(error)) };
  const { type, message, stack } = stdSerializers.err(error);
  const { code, table, constraint } = error as DatabaseError;
  return { type, code, table, constraint, message: clean(message), stack: clean(stack) };
}

function detailsOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const { detail, cause } = error as DatabaseError;
  return [...(detail ? [detail] : []), ...detailsOf(cause)];
}

/** A thrown value that is neither an error nor a text may hold anything, so it is not shown. */
function textOf(thrown: unknown): string {
  return typeof thrown === 'string' ? thrown : 'a value that is not an Error was thrown';
}
