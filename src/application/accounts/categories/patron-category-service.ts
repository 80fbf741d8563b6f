import { inject, injectable } from 'tsyringe';
import { categoryUnknown } from '../../../domain/accounts/refusals.js';
import { KnownCodeService } from '../../kernel/known-codes/known-code-service.js';
import type { KnownCodes } from '../../kernel/known-codes/known-codes.js';
import { UnitOfWork } from '../../kernel/storage/unit-of-work.js';

export const PatronCategories = Symbol('accounts.PatronCategories');

/** The categories of patrons that the library knows. Refuses others with `accounts.category_unknown`. */
@injectable()
export class PatronCategoryService extends KnownCodeService {
  constructor(@inject(UnitOfWork) work: UnitOfWork, @inject(PatronCategories) categories: KnownCodes) {
    super(work, categories, { name: 'category', unknown: categoryUnknown });
  }
}
