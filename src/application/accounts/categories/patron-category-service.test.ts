import 'reflect-metadata';
import { expect } from 'chai';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { FakeUnitOfWork } from '../../kernel/storage/unit-of-work.fake.js';
import { FakePatronCategories } from './patron-categories.fake.js';
import { PatronCategoryService } from './patron-category-service.js';

describe('The patron category service', () => {
  it('refuses an unknown category', async () => {
    const service = new PatronCategoryService(new FakeUnitOfWork(), new FakePatronCategories());
    await service.refuseUnknown('child');
    expect(await codesOf(() => service.refuseUnknown('chlid'))).to.deep.equal(['accounts.category_unknown']);
  });
});
