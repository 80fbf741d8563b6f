import { unavailable } from '../../application/kernel/unavailable.js';
import { Refusal, type RefusalReason } from '../../domain/kernel/refusal.js';

/** Unique index or constraint → what its violation means to a client. Features bring their own. */
export type ConstraintRefusals = Readonly<Record<string, RefusalReason>>;

interface DatabaseError {
  readonly code?: unknown;
  readonly constraint?: unknown;
  readonly message?: unknown;
}

/** SQLSTATE classes and codes (PostgreSQL, appendix A), and Node's socket errors, that mean "not now". */
const notNow =
  /^(08...|53...|57P0[123]|57014|55P03|25006|25P03|40001|40P01|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND)$/;

/** A deadlock or a serialization conflict: the same job may well succeed when it is run again. */
export function isWorthRepeating(error: unknown): boolean {
  const { code } = (error ?? {}) as DatabaseError;
  return code === '40001' || code === '40P01';
}

/** What an error of the database means to a client, or undefined when it is a fault of ours. */
export function asRefusal(error: unknown, constraints: ConstraintRefusals = {}): Refusal | undefined {
  if (error instanceof Refusal) return error;
  const { code, constraint, message } = (error ?? {}) as DatabaseError;
  if (typeof constraint === 'string' && constraints[constraint]) return new Refusal(constraints[constraint]);
  const isNotNow = (typeof code === 'string' && notNow.test(code)) || isPoolFault(message);
  return isNotNow ? new Refusal(unavailable, undefined, { cause: error }) : undefined;
}

/** The pool and its clients report these without a code. */
function isPoolFault(message: unknown): boolean {
  return (
    typeof message === 'string' &&
    /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error/.test(
      message,
    )
  );
}
