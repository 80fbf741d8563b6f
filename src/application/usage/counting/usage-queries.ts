import type { Outcome } from '../../../domain/usage/counting/outcome.js';
import type { MinorSource } from '../../kernel/request/request-observer.js';
import type { Slice, SliceRequest } from '../../kernel/storage/slice.js';
import type { ConsumerKind } from '../consumers/consumer-ref.js';

/** Whose usage is asked for: all clients of an account, or one key. */
export type UsageOwner = { readonly patronId: number } | { readonly keyId: number };

/** The calls of one client that have everything else in common, in the time that was asked for. */
export interface UsageView {
  readonly kind: ConsumerKind;
  readonly keyId: number | null;
  readonly program: string | null;
  readonly operationId: string;
  readonly major: number;
  readonly minor: string;
  readonly minorSource: MinorSource;
  /** Empty for the call itself; otherwise a deprecated part that it has used. */
  readonly element: string;
  readonly outcome: Outcome;
  readonly calls: number;
  readonly lastAt: Date;
}

/** A call that has used something deprecated. */
export interface EvidenceView extends Pick<
  UsageView,
  'kind' | 'keyId' | 'program' | 'operationId' | 'major' | 'minor' | 'minorSource' | 'element'
> {
  readonly at: Date;
  readonly requestId: string;
  readonly userAgent: string;
  readonly status: number;
}

/** Reads what was counted. */
export interface UsageQueries {
  /** Sorted by client, operation, minor, source, part and outcome. @param since hours and days that begin at this moment or later */
  list(owner: UsageOwner, since: Date, slice: SliceRequest): Promise<Slice<UsageView>>;
  /** The newest pieces of evidence, oldest first. */
  evidence(owner: UsageOwner, limit: number): Promise<EvidenceView[]>;
}
export const UsageQueries = Symbol('usage.UsageQueries');
