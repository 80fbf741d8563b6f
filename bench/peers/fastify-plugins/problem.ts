import type { Refused } from '../fastify-pg/refused.js';

interface Reason {
  readonly code: string;
  readonly detail: string;
  readonly parameters?: object;
  /** Only of a reason against a loan: who can override it. */
  readonly overridableBy?: 'librarian' | null;
}

/** A refusal of /v2, with all its reasons. */
export class Problem extends Error {
  constructor(
    readonly statusCode: number,
    readonly reasons: readonly Reason[],
  ) {
    super(reasons[0]?.detail);
  }
}

/** The body of a refusal (RFC 9457). */
export function presentProblem({ statusCode, reasons }: Problem, requestId: string): object {
  const [first = { code: '', detail: '' }] = reasons;
  const blocks = reasons.filter(({ overridableBy }) => overridableBy !== undefined);
  return {
    type: `/docs/problems/${first.code}`,
    title: first.detail,
    status: statusCode,
    detail: first.detail,
    instance: `urn:shelflife:request:${requestId}`,
    code: first.code,
    ...(first.parameters && { parameters: first.parameters }),
    ...(blocks.length > 0 && {
      blocks: blocks.map((each) => ({ ...each, overridable: each.overridableBy !== null })),
    }),
  };
}

/** A refusal that both versions have. */
export function problemOf({ statusCode, code, message }: Refused): Problem {
  return new Problem(statusCode, [{ code, detail: message }]);
}
