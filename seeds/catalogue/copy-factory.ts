import type { EntityData } from '@mikro-orm/core';
import { Factory } from '@mikro-orm/seeder';
import { Copy } from '../../src/domain/catalogue/copy.js';

/**
 * Makes copies. `bookId`, `barcode` and `createdAt` must be given; the defaults are a standard copy that can be
 * borrowed.
 */
export class CopyFactory extends Factory<Copy> {
  override readonly model = Copy;

  protected override definition(): EntityData<Copy> {
    return { kind: 'standard', status: 'available' };
  }
}
