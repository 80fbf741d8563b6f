import { causeOf } from '../../../application/kernel/process/process-events.js';
import { Outage, unavailable } from '../../../application/kernel/process/unavailable.js';
import { Refusal, type RefusalReason } from '../../../domain/kernel/refusal.js';

/**
 * Maps a unique index or constraint to the refusal that a client gets when it is violated. Each feature adds its own.
 */
export type ConstraintRefusals = Readonly<Record<string, RefusalReason>>;

interface DatabaseError {
  readonly code?: unknown;
  readonly constraint?: unknown;
  readonly message?: unknown;
}

/** SQLSTATEs (PostgreSQL, appendix A) and Node's socket errors that mean that the server cannot be reached. */
const away =
  /^(08...|57P0[123]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;

/** SQLSTATEs of a running server that cannot do this now: out of resources, timeout, lock, read-only, conflict. */
const notNow = /^(53...|57014|55P03|25006|25P03|40001|40P01)$/;

/** A deadlock or a serialization failure: the same job may succeed when it is run again. */
export function isWorthRepeating(error: unknown): boolean {
  const { code } = (error ?? {}) as DatabaseError;
  return code === '40001' || code === '40P01';
}

/** Whether the connection does not know the name of the prepared statement. Nothing was done then. */
export function isUnknownName(error: unknown): boolean {
  return ((error ?? {}) as DatabaseError).code === '26000';
}

/** The refusal that a client gets for a database error, or undefined when the error is a fault of this service. */
export function asRefusal(error: unknown, constraints: ConstraintRefusals = {}): Refusal | undefined {
  if (error instanceof Refusal) return error;
  const { code, constraint, message } = (error ?? {}) as DatabaseError;
  if (typeof constraint === 'string' && constraints[constraint]) return new Refusal(constraints[constraint]);
  if (isAway(error)) return new Refusal(unavailable, undefined, { cause: new Outage(causeOf(error)) });
  const isNotNow = (typeof code === 'string' && notNow.test(code)) || says(message, noConnection);
  return isNotNow ? new Refusal(unavailable, undefined, { cause: error }) : undefined;
}

/** Whether the server cannot be reached. */
export function isAway(error: unknown): boolean {
  const { code, message } = (error ?? {}) as DatabaseError;
  return (typeof code === 'string' && away.test(code)) || says(message, cutOff);
}

/** Whether the server answered, even with an error. */
export function isAnswer(error: unknown): boolean {
  const { code } = (error ?? {}) as DatabaseError;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code);
}

/**
 * The pool and its clients report these without a code. The last two mean that the server accepts connections, or
 * statements, and does not answer.
 */
const cutOff =
  /Connection terminated (unexpectedly|due to)|Client has encountered a connection error|^timeout expired$|^Query read timeout$/;
/** These concern one request: it ran out of time, or no connection became free in time. */
const noConnection = /timeout exceeded when trying to connect|Connection terminated|Client was closed/;

function says(message: unknown, sentence: RegExp): boolean {
  return typeof message === 'string' && sentence.test(message);
}
