import { FakeKnownCodes } from '../../kernel/known-codes/known-codes.fake.js';

/** Categories in memory. At first these are the standard ones. */
export class FakePatronCategories extends FakeKnownCodes {
  constructor() {
    super(['adult', 'child', 'staff', 'student']);
  }
}
