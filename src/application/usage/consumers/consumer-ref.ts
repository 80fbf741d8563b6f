/** The kinds of clients whose calls are counted. */
export type ConsumerKind = 'key' | 'account' | 'program' | 'anonymous';

/** `probe`: counted, and never told of anything. `internal`: the library's own. */
export type ConsumerClass = 'external' | 'internal' | 'probe';

/** A client as far as a process knows it from a request alone. */
export interface ConsumerRef {
  /** Names the client in the whole library, such as `key:7`. */
  readonly ref: string;
  readonly kind: ConsumerKind;
  readonly keyId: number | null;
  /** The owner of the key, or of the account; null for others. */
  readonly patronId: number | null;
  /** An origin, or the product of a user agent. */
  readonly program: string | null;
  readonly class: ConsumerClass;
}

export const keyRef = (keyId: number): string => `key:${keyId}`;
export const accountRef = (patronId: number): string => `account:${patronId}`;
export const programRef = (program: string): string => `program:${program}`;

/** What many clients are counted as: those without a name of their own. */
export function anonymousConsumer(name: string): ConsumerRef {
  return { ...nothing, ref: `anonymous:${name}`, kind: 'anonymous' };
}

/** A program that nobody has registered so far. */
export function programConsumer(program: string, ofClass: ConsumerClass = 'external'): ConsumerRef {
  return { ...nothing, ref: programRef(program), kind: 'program', program, class: ofClass };
}

export function keyConsumer(keyId: number, patronId: number): ConsumerRef {
  return { ...nothing, ref: keyRef(keyId), kind: 'key', keyId, patronId };
}

export function accountConsumer(patronId: number): ConsumerRef {
  return { ...nothing, ref: accountRef(patronId), kind: 'account', patronId };
}

const nothing = { keyId: null, patronId: null, program: null, class: 'external' } as const;
