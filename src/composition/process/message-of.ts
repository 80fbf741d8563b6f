import { Refusal } from '../../domain/kernel/refusal.js';

/** SQLSTATE of a table, a column or a function that is not there (PostgreSQL, appendix A). */
const notThere = new Set<unknown>(['42P01', '42703', '42883']);

/** What went wrong, for a person at a terminal: no stack, and nothing left empty. */
export function messageOf(error: unknown): string {
  // Node tried several addresses of one host; what it throws then has no message of its own.
  if (error instanceof AggregateError) return error.errors.map(messageOf).join(' ');
  if (!(error instanceof Error)) return String(error);
  // A refusal keeps its cause to itself, for clients. Whoever sits at the terminal has to know it.
  if (error instanceof Refusal && error.cause !== undefined)
    return `${error.message} (${messageOf(error.cause)})`;
  if ('code' in error && notThere.has(error.code))
    return `The schema is not that of this version (${error.message}): run \`npm run db:migrate\` first.`;
  return error.message;
}
