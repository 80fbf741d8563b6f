import { causeOf } from '../../../application/kernel/process/process-events.js';
import { Outage, unavailable } from '../../../application/kernel/process/unavailable.js';
import { Refusal, type RefusalReason } from '../../../domain/kernel/refusal.js';

/** Unique index or constraint → what its violation means to a client. Features bring their own. */
export type ConstraintRefusals = Readonly<Record<string, RefusalReason>>;

interface DatabaseError {
  readonly code?: unknown;
  readonly constraint?: unknown;
  readonly message?: unknown;
}

/** SQLSTATE classes and codes (PostgreSQL, appendix A), and Node's socket errors, of a server that nobody reaches. */
const away =
  /^(08...|57P0[123]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;

/** SQLSTATEs of a server that is there and says "not now": no room, too slow, locked, read-only, in conflict. */
const notNow = /^(53...|57014|55P03|25006|25P03|40001|40P01)$/;

/** A deadlock or a serialization conflict: the same job may well succeed when it is run again. */
export function isWorthRepeating(error: unknown): boolean {
  const { code } = (error ?? {}) as DatabaseError;
  return code === '40001' || code === '40P01';
}

/** Whether a statement was asked for by a name that the connection does not know: nothing was done then. */
export function isUnknownName(error: unknown): boolean {
  return ((error ?? {}) as DatabaseError).code === '26000';
}

/** What an error of the database means to a client, or undefined when it is a fault of ours. */
export function asRefusal(error: unknown, constraints: ConstraintRefusals = {}): Refusal | undefined {
  if (error instanceof Refusal) return error;
  const { code, constraint, message } = (error ?? {}) as DatabaseError;
  if (typeof constraint === 'string' && constraints[constraint]) return new Refusal(constraints[constraint]);
  if (isAway(error)) return new Refusal(unavailable, undefined, { cause: new Outage(causeOf(error)) });
  const isNotNow = (typeof code === 'string' && notNow.test(code)) || says(message, noConnection);
  return isNotNow ? new Refusal(unavailable, undefined, { cause: error }) : undefined;
}

/** Whether nobody reaches the server. */
export function isAway(error: unknown): boolean {
  const { code, message } = (error ?? {}) as DatabaseError;
  return (typeof code === 'string' && away.test(code)) || says(message, cutOff);
}

/** Whether the server has said something, and be it that it refuses. */
export function isAnswer(error: unknown): boolean {
  const { code } = (error ?? {}) as DatabaseError;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code);
}

/**
 * The pool and its clients report these without a code. The last two are a server that takes connections, or statements,
 * and says nothing.
 */
const cutOff =
  /Connection terminated (unexpectedly|due to)|Client has encountered a connection error|^timeout expired$|^Query read timeout$/;
/** These are about the request: its time was over, or no connection was free in time. */
const noConnection = /timeout exceeded when trying to connect|Connection terminated|Client was closed/;

function says(message: unknown, sentence: RegExp): boolean {
  return typeof message === 'string' && sentence.test(message);
}
