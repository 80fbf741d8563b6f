import { filled, type FieldFaults, type Parameters } from './field-fault.js';

/**
 * The kinds of refusal that every entry point can translate: invalid input, unknown caller, missing permission, not
 * found, conflict with the present state, outdated revision, too many requests, temporarily unavailable.
 */
export type RefusalKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'stale'
  | 'too_many'
  | 'unavailable';

/** One reason for a refusal. Its code is part of every contract and never changes its meaning. */
export interface RefusalReason {
  readonly code: `${string}.${string}`;
  readonly kind: RefusalKind;
  /** A sentence for people in English, with `{{name}}` for a parameter. It is also the key of its translations. */
  readonly message: string;
  /** The values of this one refusal. */
  readonly parameters?: Parameters;
  /**
   * Set only on reasons that block a loan or a renewal, of which several can apply at once: who may override the block;
   * null when nobody may.
   */
  readonly overridableBy?: 'librarian' | null;
}

/** Defines a reason once, so that code, documentation and tests share one value. */
export function reason(
  kind: RefusalKind,
  code: RefusalReason['code'],
  message: string,
  more: Pick<RefusalReason, 'overridableBy'> = {},
): RefusalReason {
  return { kind, code, message, ...more };
}

/** The reason with the values of one refusal, and a sentence that has them if the usual one does not. */
export function withParameters(
  { message: usual, ...some }: RefusalReason,
  parameters: Parameters,
  message = usual,
): RefusalReason {
  return { ...some, message, parameters };
}

type AtLeastOne<T> = readonly [T, ...T[]] | readonly [...T[], T];

/** Thrown when a job is refused; nothing was stored. The first reason determines status and message of the answer. */
export class Refusal extends Error {
  readonly reasons: AtLeastOne<RefusalReason>;
  /** Faults of single fields, when the input was invalid. */
  readonly fields: FieldFaults | undefined;
  /** The fields that are parameters or headers and not parts of a body. */
  readonly parameters: ReadonlySet<string>;

  /**
   * @param more the fields that are parameters; and the cause, when another error came first. The cause is logged and
   * never sent to a client.
   */
  constructor(
    reasons: RefusalReason | AtLeastOne<RefusalReason>,
    fields?: FieldFaults,
    more: { readonly parameters?: readonly string[]; readonly cause?: unknown } = {},
  ) {
    const all = 'code' in reasons ? ([reasons] as const) : reasons;
    super(filled(all[0].message, all[0].parameters), 'cause' in more ? { cause: more.cause } : undefined);
    this.name = 'Refusal';
    this.reasons = all;
    this.fields = fields;
    this.parameters = new Set(more.parameters);
  }

  get code(): string {
    return this.reasons[0].code;
  }

  get kind(): RefusalKind {
    return this.reasons[0].kind;
  }
}
