/** The calls of one client to something deprecated, in the window before the decision. */
export interface Use {
  readonly consumerId: number;
  readonly name: string;
  /** Calls of our own programs and of probes never hold a sunset. */
  readonly class: 'external' | 'internal' | 'probe';
  readonly calls: number;
  /** Ever, not only in the window. */
  readonly firstAt: Date;
  readonly lastAt: Date;
  /** When the announcement of the end was delivered to its owner. */
  readonly toldAt?: Date | undefined;
}

/** What the owner of a client agreed to, or an admin in their place. */
export interface Agreement {
  readonly consumerId: number;
  readonly name: string;
  readonly kind: 'consent' | 'extension';
  /** Of an extension: until then the sunset is held, and from then on it counts as a consent. */
  readonly until?: Date | undefined;
}

/** What operators can decide without a deploy. */
export interface Switches {
  /** No brownout takes place. */
  readonly withoutBrownouts: boolean;
  /** A sunset is held, whatever else is known. */
  readonly held: boolean;
}

/** All that a decision about a sunset or a brownout depends on. */
export interface Facts {
  /** The end of the window. */
  readonly until: Date;
  readonly uses: readonly Use[];
  readonly agreements: readonly Agreement[];
  readonly anonymous: {
    /** Calls without a token in the window. */
    readonly calls: number;
    /** The largest number of such calls that an operator has confirmed. */
    readonly confirmed: number;
  };
  /** The days on which anything at all was counted, in the window and in the days before it. */
  readonly countedDays: readonly string[];
}

/** The calls of this many days before a decision count. */
export const windowDays = 30;

/** A longer time in which nothing was counted is a gap in the usage data, and not a quiet time. */
export const gapDays = 7;
