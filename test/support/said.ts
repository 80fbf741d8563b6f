import type { RefusalReason } from '../../src/domain/kernel/refusal.js';
import type { Answer } from './api-client.js';

/** The two parts of an answer that tests always compare together. */
export interface Said {
  readonly status: number;
  readonly body: unknown;
}

/** @returns the answer without the `details` of v1, which `field-faults.test.ts` compares with the sentences */
export function said({ status, body }: Answer): Said {
  const { details, ...rest } = (body ?? {}) as Record<string, unknown>;
  return { status, body: details === undefined ? (body as unknown) : rest };
}

/** A complete refusal of v1, which may have no other fields. */
export function refusal(
  status: number,
  { message, code }: Pick<RefusalReason, 'message' | 'code'>,
  errors?: Readonly<Record<string, readonly string[]>>,
): Said {
  return { status, body: { message, code, ...(errors && { errors }) } };
}
