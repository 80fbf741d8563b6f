import type { ConsumerClass, ConsumerKind } from '../consumers/consumer-ref.js';

/** A client as operators see it, with its calls in the time that was asked for. */
export interface ClientView {
  readonly id: number;
  readonly kind: ConsumerKind;
  /** Its own name, that of its program, or what it is known by, such as `key:7`. */
  readonly name: string;
  readonly class: ConsumerClass;
  /** The account that owns it; null for a program without an owner. */
  readonly ownerId: number | null;
  /** Whether it is known that it is theirs. Only then they can agree to a sunset. */
  readonly isConfirmed: boolean;
  /** Where its owner is written to, if not at the address of the account. */
  readonly contactEmail: string | null;
  readonly mutedUntil: Date | null;
  readonly calls: number;
  readonly lastAt: Date | null;
  /** The minors that answered it, in order. */
  readonly minors: readonly string[];
}

/** The calls of a minor on a day in UTC. */
export interface DayOfMinor {
  readonly day: string;
  readonly minor: string;
  readonly calls: number;
}

/** The calls of an operation. */
export interface OperationUsage {
  readonly major: number;
  readonly operationId: string;
  readonly calls: number;
  /** Calls that were refused or failed. */
  readonly refused: number;
  /** Clients with a name: keys, accounts and programs. */
  readonly clients: number;
  readonly lastAt: Date;
}

/** The calls of one client to an operation. */
export type ClientOperation = Omit<OperationUsage, 'clients'>;

/** The calls of an operation on a day in UTC. */
export interface DayOfOperation extends Pick<OperationUsage, 'major' | 'operationId' | 'calls'> {
  readonly day: string;
}

/** Reads what was counted of all clients. Rehearsals and calls of probes are left out of everything but `clients`. */
export interface ClientUsage {
  /** The clients with a name, those with the most calls first. */
  clients(since: Date, limit: number): Promise<ClientView[]>;
  /** One of them. Undefined for none, and for callers without a token. */
  client(since: Date, id: number): Promise<ClientView | undefined>;
  /** What it calls, with the most calls first. */
  operationsOf(since: Date, id: number, limit: number): Promise<ClientOperation[]>;
  /** Calls by day and minor, the oldest day first. */
  byMinor(since: Date): Promise<DayOfMinor[]>;
  /** Those with the most calls first. */
  byOperation(since: Date, limit: number): Promise<OperationUsage[]>;
  /** The days of the operations with the most calls, the oldest day first. */
  daysOfOperations(since: Date, operations: number): Promise<DayOfOperation[]>;
}
export const ClientUsage = Symbol('usage.ClientUsage');
