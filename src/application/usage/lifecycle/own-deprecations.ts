import { inject, injectable } from 'tsyringe';
import { dayMs } from '../../../domain/kernel/lifecycle/lifecycle-days.js';
import { windowDays } from '../../../domain/usage/lifecycle/facts.js';
import { Clock } from '../../kernel/clock.js';
import { LifecycleStates, type KnownState } from '../../kernel/request/lifecycle-states.js';
import type { MinorSource } from '../../kernel/request/request-observer.js';
import { DeclaredLifecycles, type DeclaredLifecycle } from '../../kernel/settings.js';
import type { ConsumerKind } from '../consumers/consumer-ref.js';
import type { UsageOwner } from '../counting/usage-queries.js';
import { Agreements, type StoredAgreement } from './agreements.js';

/** A call that has used something deprecated. */
export interface UseEvidence {
  readonly at: Date;
  readonly requestId: string;
  readonly userAgent: string;
  readonly minor: string;
  readonly minorSource: MinorSource;
  readonly status: number;
}

/** The calls of one client to one operation, or with one part of it. */
export interface OwnUse {
  readonly consumerId: number;
  readonly kind: ConsumerKind;
  readonly keyId: number | null;
  readonly program: string | null;
  readonly major: number;
  readonly operationId: string;
  /** Empty for the operation itself. */
  readonly element: string;
  readonly calls: number;
  readonly lastAt: Date;
  /** Newest first. */
  readonly evidence: readonly UseEvidence[];
}

/** Reads the use of deprecated parts by the clients of an owner. */
export interface OwnUses {
  /** Sorted by client, operation and part. */
  of(owner: UsageOwner, lifecycle: DeclaredLifecycle, since: Date): Promise<readonly OwnUse[]>;
}
export const OwnUses = Symbol('usage.OwnUses');

/** Something deprecated that the clients of an owner use, or have agreed to the end of. */
export interface OwnDeprecation {
  readonly lifecycle: DeclaredLifecycle;
  readonly known: KnownState | undefined;
  readonly uses: readonly OwnUse[];
  readonly agreements: readonly StoredAgreement[];
}

/** Tells the owners of clients what will go away that they call. */
@injectable()
export class OwnDeprecations {
  constructor(
    @inject(DeclaredLifecycles) private readonly declared: DeclaredLifecycles,
    @inject(LifecycleStates) private readonly states: LifecycleStates,
    @inject(OwnUses) private readonly uses: OwnUses,
    @inject(Agreements) private readonly agreements: Agreements,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** Those that were called in the last 30 days, as they are declared. */
  async list(owner: UsageOwner): Promise<readonly OwnDeprecation[]> {
    const since = new Date(this.clock.now().getTime() - windowDays * dayMs);
    const all = await Promise.all(this.declared.all().map((each) => this.one(owner, each, since)));
    return all.filter(({ uses }) => uses.length > 0);
  }

  private async one(owner: UsageOwner, lifecycle: DeclaredLifecycle, since: Date): Promise<OwnDeprecation> {
    const uses = await this.uses.of(owner, lifecycle, since);
    const ids = new Set(uses.map(({ consumerId }) => consumerId));
    const agreements = uses.length > 0 ? await this.agreements.of(lifecycle.id) : [];
    const known = this.states.of(lifecycle.id);
    return { lifecycle, known, uses, agreements: agreements.filter(({ consumerId }) => ids.has(consumerId)) };
  }
}
