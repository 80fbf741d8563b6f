import type { FieldFaults, RefusalReason } from '../../src/domain/kernel/refusal.js';
import type { Answer } from './api-client.js';

/** The two parts of an answer that are always looked at together. */
export interface Said {
  readonly status: number;
  readonly body: unknown;
}

export function said({ status, body }: Answer): Said {
  return { status, body: body as unknown };
}

/** A refusal of v1, whole: nothing else may be in it. */
export function refusal(
  status: number,
  { message, code }: Pick<RefusalReason, 'message' | 'code'>,
  errors?: FieldFaults,
): Said {
  return { status, body: { message, code, ...(errors && { errors }) } };
}
