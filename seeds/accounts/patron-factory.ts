import type { EntityData } from '@mikro-orm/core';
import { Factory } from '@mikro-orm/seeder';
import { Patron } from '../../src/domain/accounts/patron.js';

/**
 * Makes patrons. `cardNumber`, `username` and the dates must be given; the defaults are an adult who cannot sign in.
 */
export class PatronFactory extends Factory<Patron> {
  override readonly model = Patron;

  protected override definition(): EntityData<Patron> {
    return {
      firstName: null,
      lastName: null,
      email: null,
      passwordHash: null,
      role: 'patron',
      category: 'adult',
    };
  }
}
