import { inject, injectable } from 'tsyringe';
import { obstaclesToSunset, type Obstacle } from '../../../domain/usage/lifecycle/decision.js';
import type { Facts } from '../../../domain/usage/lifecycle/facts.js';
import { Clock } from '../../kernel/clock.js';
import { DeclaredLifecycles, type DeclaredLifecycle } from '../../kernel/settings.js';
import { UnitOfWork } from '../../kernel/storage/unit-of-work.js';
import { LifecycleFacts } from './lifecycle-facts.js';
import { Fingerprints } from '../fingerprints.js';
import { Proofs, type StoredProof } from './proofs.js';

/** The facts of a decision that nobody is left, as they are stored. */
interface ProofContent {
  readonly lifecycle: DeclaredLifecycle;
  readonly at: Date;
  readonly facts: Facts;
}

/** What a sunset would do at a moment. */
export interface Simulation {
  readonly obstacles: readonly Obstacle[];
  /** The record that nobody is left. Undefined while somebody is, or nothing is known. */
  readonly proof: StoredProof | undefined;
}

/** Finds out who would break at a sunset, and keeps records that nobody is left. */
@injectable()
export class ProofService {
  constructor(
    @inject(DeclaredLifecycles) private readonly declared: DeclaredLifecycles,
    @inject(LifecycleFacts) private readonly facts: LifecycleFacts,
    @inject(Proofs) private readonly proofs: Proofs,
    @inject(Fingerprints) private readonly fingerprints: Fingerprints,
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Who would break if the sunset took place at a moment, whatever guards it. For a later moment the calls up to now
   * count, and agreements as they are then.
   * @throws Error for an unknown id, for one without a sunset, and for a moment before it
   */
  async simulate(id: string, at: Date): Promise<Simulation> {
    const lifecycle = this.declared.all().find((each) => each.id === id);
    if (!lifecycle) throw new Error(`There is no end of life with the id ${id}. There are: ${this.ids()}.`);
    const { sunset } = lifecycle;
    if (sunset === undefined) throw new Error(`${id} has no sunset yet.`);
    if (at < new Date(`${sunset}T00:00:00Z`)) throw new Error(`${id} is not gone before ${sunset}.`);
    const now = this.clock.now();
    const facts = await this.facts.of(lifecycle, at < now ? at : now);
    const obstacles = obstaclesToSunset(at, lifecycle, facts);
    return { obstacles, proof: obstacles.length > 0 ? undefined : await this.keep(lifecycle, at, facts) };
  }

  /** Stores the facts of a decision that nobody is left. */
  async keep(lifecycle: DeclaredLifecycle, at: Date, facts: Facts): Promise<StoredProof> {
    const content = JSON.stringify({ lifecycle, at, facts } satisfies ProofContent);
    const hash = this.fingerprints.of(content);
    const proof = { lifecycleId: lifecycle.id, at, madeAt: this.clock.now(), content, hash };
    return { ...proof, id: await this.work.run(() => this.proofs.add(proof)) };
  }

  /**
   * Verifies a record: it is what was stored, its hash fits, and the same rules still find nobody in its facts.
   * @param given the content and the hash of a copy; undefined for what is stored
   * @returns what is wrong; nothing for a valid record
   */
  async verify(id: number, given?: Pick<StoredProof, 'content' | 'hash'>): Promise<readonly string[]> {
    const stored = await this.proofs.find(id);
    if (!stored) return [`There is no record ${id}.`];
    const { content, hash } = given ?? stored;
    const isAltered = hash !== stored.hash || this.fingerprints.of(content) !== stored.hash;
    if (isAltered) return ['The record differs from what was stored.'];
    const { lifecycle, at, facts } = JSON.parse(content, revived) as ProofContent;
    const left = obstaclesToSunset(at, lifecycle, facts);
    return left.length > 0 ? [`The facts name somebody who would break: ${JSON.stringify(left)}.`] : [];
  }

  private ids(): string {
    return this.declared
      .all()
      .map(({ id }) => id)
      .join(', ');
  }
}

const moments: ReadonlySet<string> = new Set(['at', 'until', 'firstAt', 'lastAt', 'toldAt']);

function revived(name: string, value: unknown): unknown {
  return moments.has(name) && typeof value === 'string' ? new Date(value) : value;
}
