import { isCode, refuseUnknownCode, type CodeField } from '../../../domain/kernel/known-code.js';
import type { UnitOfWork } from '../storage/unit-of-work.js';
import type { KnownCodes } from './known-codes.js';

/** Lists and extends the codes of one list. Each list has a subclass, which is the token that it is injected by. */
export abstract class KnownCodeService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly codes: KnownCodes,
    private readonly field: CodeField,
  ) {}

  /** All codes, sorted. */
  all(): Promise<readonly string[]> {
    return this.work.run(() => this.codes.all());
  }

  /**
   * Adds a code. Returns false if it is known already.
   * @throws Error for a text that cannot be a code
   */
  async add(code: string): Promise<boolean> {
    const { name } = this.field;
    if (!isCode(code))
      throw new Error(
        `A ${name} has 1 to 50 small letters, digits and underscores, and begins with a letter.`,
      );
    return this.work.run(() => this.codes.add(code));
  }

  /** @throws Refusal with the reason of the field for an unknown code */
  async refuseUnknown(code: string): Promise<void> {
    refuseUnknownCode(code, await this.all(), this.field);
  }
}
