import { Refusal } from '../../domain/kernel/refusal.js';

/** SQLSTATEs of a missing table, column or function (PostgreSQL, appendix A). */
const notThere = new Set<unknown>(['42P01', '42703', '42883']);

/** The message of an error for a terminal, without a stack and never empty. */
export function messageOf(error: unknown): string {
  // Node tried several addresses of one host, and throws an error without a message of its own.
  if (error instanceof AggregateError) return error.errors.map(messageOf).join(' ');
  if (!(error instanceof Error)) return String(error);
  // A refusal hides its cause from clients. An operator has to see it.
  if (error instanceof Refusal && error.cause !== undefined)
    return `${error.message} (${messageOf(error.cause)})`;
  if ('code' in error && notThere.has(error.code))
    return `The schema does not match this version (${error.message}). Run \`npm run db:migrate\` first.`;
  return error.message;
}
