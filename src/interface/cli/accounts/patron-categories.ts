import { PatronCategoryService } from '../../../application/accounts/categories/patron-category-service.js';
import { knownCodesCommand } from '../kernel/known-codes-command.js';

export const patronCategories = knownCodesCommand(PatronCategoryService, {
  name: 'patron-categories',
  codes: 'categories of patrons',
  option: 'the new category, such as teacher',
  added: 'Patrons can now be of the category',
});
