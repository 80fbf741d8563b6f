import type { SecondFactor } from '../../../domain/accounts/second-factor.js';
import type { FakeUnitOfWork } from '../../kernel/storage/unit-of-work.fake.js';
import type { SecondFactors } from './second-factors.js';

/** Second factors in memory. Changes of a found one are stored with the unit of work. */
export class FakeSecondFactors implements SecondFactors {
  stored: readonly SecondFactor[] = [];

  constructor(private readonly work: FakeUnitOfWork) {}

  find(patronId: number): Promise<SecondFactor | undefined> {
    return Promise.resolve(this.work.track(this.stored.find((each) => each.patronId === patronId)));
  }

  add(factor: SecondFactor): Promise<void> {
    this.#replace([...this.stored, factor]);
    return Promise.resolve();
  }

  remove(patronId: number): Promise<void> {
    this.#replace(this.stored.filter((each) => each.patronId !== patronId));
    return Promise.resolve();
  }

  owners(): Promise<number[]> {
    const withSecret = this.stored.filter(({ secret, newSecret }) => secret !== null || newSecret !== null);
    return Promise.resolve(withSecret.map(({ patronId }) => patronId).toSorted((a, b) => a - b));
  }

  #replace(factors: readonly SecondFactor[]): void {
    const before = this.stored;
    this.stored = factors;
    this.work.write(() => (this.stored = before));
  }
}
