import { inject, injectable } from 'tsyringe';
import { isCategoryCode, refuseUnknownCategory } from '../../../domain/accounts/patron-category.js';
import { UnitOfWork } from '../../kernel/storage/unit-of-work.js';
import { PatronCategories } from './patron-categories.js';

/** Lists and extends the categories of patrons. */
@injectable()
export class PatronCategoryService {
  constructor(
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(PatronCategories) private readonly categories: PatronCategories,
  ) {}

  /** The codes of all categories, sorted. */
  all(): Promise<readonly string[]> {
    return this.work.run(() => this.categories.all());
  }

  /**
   * Adds a category. Returns false if it is known already.
   * @throws Error for a text that cannot be a code
   */
  async add(code: string): Promise<boolean> {
    if (!isCategoryCode(code))
      throw new Error(
        'A category has 1 to 50 small letters, digits and underscores, and begins with a letter.',
      );
    return this.work.run(() => this.categories.add(code));
  }

  /** @throws Refusal `accounts.category_unknown` */
  async refuseUnknown(category: string): Promise<void> {
    refuseUnknownCategory(category, await this.all());
  }
}
