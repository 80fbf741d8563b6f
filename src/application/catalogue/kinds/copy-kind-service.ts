import { inject, injectable } from 'tsyringe';
import { kindMax, kindPattern, refuseUnknownKind } from '../../../domain/catalogue/copy-kind.js';
import { UnitOfWork } from '../../kernel/storage/unit-of-work.js';
import { CopyKinds } from './copy-kinds.js';

/** Lists and extends the kinds of copies. */
@injectable()
export class CopyKindService {
  constructor(
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(CopyKinds) private readonly kinds: CopyKinds,
  ) {}

  /** The codes of all kinds, sorted. A job with many copies asks once. */
  all(): Promise<readonly string[]> {
    return this.work.run(() => this.kinds.all());
  }

  /**
   * Adds a kind. Returns false if it is known already.
   * @throws Error for a text that cannot be a code
   */
  async add(code: string): Promise<boolean> {
    if (code.length > kindMax || !kindPattern.test(code))
      throw new Error('A kind has 1 to 50 small letters, digits and underscores, and begins with a letter.');
    return this.work.run(() => this.kinds.add(code));
  }

  /** @throws Refusal `catalogue.kind_unknown` */
  async refuseUnknown(kind: string): Promise<void> {
    refuseUnknownKind(kind, await this.all());
  }
}
