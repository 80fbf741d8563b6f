import type { FieldFaults, RefusalReason } from '../../src/domain/kernel/refusal.js';
import type { Answer } from './api-client.js';

/** The two parts of an answer that tests always compare together. */
export interface Said {
  readonly status: number;
  readonly body: unknown;
}

export function said({ status, body }: Answer): Said {
  return { status, body: body as unknown };
}

/** A complete refusal of v1, which may have no other fields. */
export function refusal(
  status: number,
  { message, code }: Pick<RefusalReason, 'message' | 'code'>,
  errors?: FieldFaults,
): Said {
  return { status, body: { message, code, ...(errors && { errors }) } };
}
