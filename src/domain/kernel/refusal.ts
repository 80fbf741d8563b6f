/**
 * Why something was refused, in the few kinds that every door can translate:
 * invalid input, unknown caller, caller without the right, nothing there,
 * at odds with the present state, too often, or out of order for the moment.
 */
export type RefusalKind =
  'invalid' | 'unauthenticated' | 'forbidden' | 'not_found' | 'conflict' | 'too_many' | 'unavailable';

/** One reason to refuse. The code is part of every contract and never changes its meaning. */
export interface RefusalReason {
  readonly code: `${string}.${string}`;
  readonly kind: RefusalKind;
  /** A sentence for people. */
  readonly message: string;
}

/** Names a reason once, so that it can be thrown, documented and tested by the same value. */
export function reason(kind: RefusalKind, code: RefusalReason['code'], message: string): RefusalReason {
  return { kind, code, message };
}

/** What is wrong with single fields: field name → sentences. */
export type FieldFaults = Readonly<Record<string, readonly string[]>>;

type AtLeastOne<T> = readonly [T, ...T[]] | readonly [...T[], T];

/** A job was not done, nothing was stored. The first reason speaks for all. */
export class Refusal extends Error {
  readonly reasons: AtLeastOne<RefusalReason>;
  /** Faults of single fields, where the input was at fault. */
  readonly fields: FieldFaults | undefined;

  /** @param options the cause, where something else failed first: it is for the log, and never for a client */
  constructor(
    reasons: RefusalReason | AtLeastOne<RefusalReason>,
    fields?: FieldFaults,
    options?: { readonly cause: unknown },
  ) {
    const all = 'code' in reasons ? ([reasons] as const) : reasons;
    super(all[0].message, options);
    this.name = 'Refusal';
    this.reasons = all;
    this.fields = fields;
  }

  get code(): string {
    return this.reasons[0].code;
  }

  get kind(): RefusalKind {
    return this.reasons[0].kind;
  }
}
