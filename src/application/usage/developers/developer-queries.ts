import type { ConsumerKind } from '../consumers/consumer-ref.js';
import type { Contact } from '../consumers/consumers.js';

/** A client of an account, as far as it was ever seen or set up. */
export interface KnownClient extends Contact {
  readonly id: number;
  readonly kind: ConsumerKind;
  readonly keyId: number | null;
  readonly program: string | null;
  /** Of a program. */
  readonly name: string | null;
}

/** The calls of one client to an operation, or with a deprecated part of it, that were answered as one minor. */
export interface CalledPart {
  readonly consumerId: number;
  readonly major: number;
  readonly operationId: string;
  /** Empty for the operation itself. */
  readonly element: string;
  readonly minor: string;
  readonly calls: number;
  /** Those of the calls that were not answered with 2xx or 304. */
  readonly refused: number;
  readonly lastAt: Date;
}

/** A part of a mail: what one client was told about one end of life. */
export interface ToldStage {
  readonly consumerId: number;
  readonly lifecycleId: string;
  readonly stage: string;
  /** Several are separated by commas. Null if there was none. */
  readonly address: string | null;
  readonly state: 'queued' | 'delivered' | 'bounced' | 'untold';
  readonly madeAt: Date;
  readonly settledAt: Date | null;
}

/** Reads what the owner of clients sees on one page. Closed accounts have none. */
export interface DeveloperQueries {
  /** Sorted by kind and id. */
  clients(patronId: number): Promise<readonly KnownClient[]>;
  /** Most calls first. Rehearsals are no calls. */
  calls(patronId: number, since: Date, limit: number): Promise<readonly CalledPart[]>;
  /** Newest first. */
  told(patronId: number, limit: number): Promise<readonly ToldStage[]>;
}
export const DeveloperQueries = Symbol('usage.DeveloperQueries');
