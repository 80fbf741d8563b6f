import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { handlerOf, outputOf } from '../../../../test/support/cli-handlers.js';
import { PatronCategoryService } from '../../../application/accounts/categories/patron-category-service.js';
import { patronCategories } from './patron-categories.js';

describe('The command patron-categories', () => {
  let categories: SinonStubbedInstance<PatronCategoryService>;
  beforeEach(() => {
    categories = sinon.createStubInstance(PatronCategoryService);
    categories.all.resolves(['adult', 'child']);
    categories.add.resolves(true);
  });
  afterEach(() => sinon.restore());

  const run = (options: object) =>
    outputOf(() => handlerOf(patronCategories, PatronCategoryService, categories).run(options));

  it('lists the categories, one a line', async () => {
    expect(await run({})).to.equal('adult\nchild\n');
  });

  it('adds a category', async () => {
    expect(await run({ add: 'teacher' })).to.equal('Patrons can now be of the category teacher.\n');
    expect(categories.add.args).to.deep.equal([['teacher']]);
  });
});
