import type { EntityData } from '@mikro-orm/core';
import { Factory } from '@mikro-orm/seeder';
import { Policy } from '../../src/domain/circulation/policy.js';

/**
 * Makes policies. The numbers must be given; the defaults are a policy for all patrons and copies, without closed days.
 */
export class PolicyFactory extends Factory<Policy> {
  override readonly model = Policy;

  protected override definition(): EntityData<Policy> {
    return { patronCategory: '*', copyKind: '*', closedWeekdays: [] };
  }
}
