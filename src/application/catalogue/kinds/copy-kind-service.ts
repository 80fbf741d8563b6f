import { inject, injectable } from 'tsyringe';
import { kindUnknown } from '../../../domain/catalogue/refusals.js';
import { KnownCodeService } from '../../kernel/known-codes/known-code-service.js';
import type { KnownCodes } from '../../kernel/known-codes/known-codes.js';
import { UnitOfWork } from '../../kernel/storage/unit-of-work.js';

export const CopyKinds = Symbol('catalogue.CopyKinds');

/** The kinds of copies that the library knows. Refuses others with `catalogue.kind_unknown`. */
@injectable()
export class CopyKindService extends KnownCodeService {
  constructor(@inject(UnitOfWork) work: UnitOfWork, @inject(CopyKinds) kinds: KnownCodes) {
    super(work, kinds, { name: 'kind', unknown: kindUnknown });
  }
}
