import { inject, injectable } from 'tsyringe';
import { Policy } from '../../domain/circulation/policy.js';
import type { Policies } from '../../application/circulation/policies.js';
import { MikroUnitOfWork } from '../kernel/mikro-unit-of-work.js';

@injectable()
export class MikroPolicies implements Policies {
  constructor(@inject(MikroUnitOfWork) private readonly unit: MikroUnitOfWork) {}

  async forPair(patronCategory: string, copyKind: string): Promise<Policy> {
    const fitting = await this.unit.em.find(Policy, {
      patronCategory: { $in: [patronCategory, '*'] },
      copyKind: { $in: [copyKind, '*'] },
    });
    const [best] = fitting.toSorted((a, b) => specificity(b) - specificity(a));
    if (!best) throw new Error('There is no default policy: the row (*, *) is missing.');
    return best;
  }
}

/** The kind of copy outweighs the category of patron. */
function specificity({ copyKind, patronCategory }: Policy): number {
  return (copyKind === '*' ? 0 : 2) + (patronCategory === '*' ? 0 : 1);
}
