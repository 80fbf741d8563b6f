import { patronNotFound } from '../../domain/kernel/not-found.js';
import { Refusal } from '../../domain/kernel/refusal.js';
import type { FakeUnitOfWork } from '../kernel/storage/unit-of-work.fake.js';
import type { PatronStanding, Standing } from './patron-standing.js';

/** The standing of patrons, in memory. */
export class FakePatronStanding implements PatronStanding {
  readonly #standings = new Map<number, Standing>();

  constructor(private readonly work: FakeUnitOfWork) {}

  /** Sets the standing of a patron. A patron without a standing is unknown. */
  given(patronId: number, standing: Partial<Standing> = {}): void {
    this.#standings.set(patronId, {
      category: 'adult',
      blocked: false,
      expired: false,
      cardEndsAt: null,
      unverified: false,
      ...standing,
    });
  }

  lock(patronId: number): Promise<Standing> {
    const standing = this.#standings.get(patronId);
    if (!standing) return Promise.reject(new Refusal(patronNotFound));
    this.work.lock('patron', patronId);
    return Promise.resolve(standing);
  }
}
