/**
 * Why something was refused, in the few kinds that every door can translate:
 * invalid input, unknown caller, caller without the right, nothing there,
 * at odds with the present state, made from a state that has passed, too often, or out of order for the moment.
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

/** One reason to refuse. The code is part of every contract and never changes its meaning. */
export interface RefusalReason {
  readonly code: `${string}.${string}`;
  readonly kind: RefusalKind;
  /** A sentence for people. */
  readonly message: string;
  /**
   * Only on a reason that stands in the way of somebody's business, beside which others may stand: who may set it
   * aside, or null when nobody may.
   */
  readonly overridableBy?: 'librarian' | null;
}

/** Names a reason once, so that it can be thrown, documented and tested by the same value. */
export function reason(
  kind: RefusalKind,
  code: RefusalReason['code'],
  message: string,
  more: Pick<RefusalReason, 'overridableBy'> = {},
): RefusalReason {
  return { kind, code, message, ...more };
}

/** What is wrong with single fields: field name → sentences. */
export type FieldFaults = Readonly<Record<string, readonly string[]>>;

type AtLeastOne<T> = readonly [T, ...T[]] | readonly [...T[], T];

/** A job was not done, nothing was stored. The first reason speaks for all. */
export class Refusal extends Error {
  readonly reasons: AtLeastOne<RefusalReason>;
  /** Faults of single fields, where the input was at fault. */
  readonly fields: FieldFaults | undefined;
  /** Which of the fields are parameters or headers, not parts of a body. */
  readonly parameters: ReadonlySet<string>;

  /**
   * @param more which of the fields are parameters; and the cause, where something else failed first: it is for the
   * log, and never for a client
   */
  constructor(
    reasons: RefusalReason | AtLeastOne<RefusalReason>,
    fields?: FieldFaults,
    more: { readonly parameters?: readonly string[]; readonly cause?: unknown } = {},
  ) {
    const all = 'code' in reasons ? ([reasons] as const) : reasons;
    super(all[0].message, 'cause' in more ? { cause: more.cause } : undefined);
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
