import { FakeKnownCodes } from '../../kernel/known-codes/known-codes.fake.js';

/** Kinds in memory. At first these are the standard ones. */
export class FakeCopyKinds extends FakeKnownCodes {
  constructor() {
    super(['media', 'reference', 'short_loan', 'standard']);
  }
}
