import { inject, injectable } from 'tsyringe';
import { DeclaredLifecycles, type DeclaredLifecycle } from '../../kernel/settings.js';
import { Decisions, type StoredDecision } from './decisions.js';

/** A sunset that is past and held, with what holds it. */
export interface HeldSunset extends Pick<StoredDecision, 'since' | 'checkedAt' | 'obstacles'> {
  readonly lifecycle: DeclaredLifecycle;
}

/** Tells operators which sunsets are held, and by whom. */
@injectable()
export class HeldSunsets {
  constructor(
    @inject(DeclaredLifecycles) private readonly declared: DeclaredLifecycles,
    @inject(Decisions) private readonly decisions: Decisions,
  ) {}

  /** As the worker has decided last. */
  async list(): Promise<readonly HeldSunset[]> {
    const stored = await this.decisions.all();
    return stored
      .filter(({ state }) => state === 'held')
      .flatMap(({ lifecycleId, since, checkedAt, obstacles }) => {
        const lifecycle = this.declared.all().find(({ id }) => id === lifecycleId);
        return lifecycle ? [{ lifecycle, since, checkedAt, obstacles }] : [];
      });
  }
}
