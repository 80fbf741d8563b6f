import 'reflect-metadata';
import { expect } from 'chai';
import { FakeUnitOfWork } from '../../kernel/storage/unit-of-work.fake.js';
import { PatronCategoryService } from './patron-category-service.js';
import { FakePatronCategories } from './patron-categories.fake.js';

describe('The patron category service', () => {
  let service: PatronCategoryService;
  beforeEach(() => {
    service = new PatronCategoryService(new FakeUnitOfWork(), new FakePatronCategories());
  });

  it('adds a category once', async () => {
    expect([await service.add('teacher'), await service.add('teacher')]).to.deep.equal([true, false]);
    expect(await service.all()).to.include('teacher');
  });

  for (const code of ['', 'Teacher', 'head teacher', '2_weeks', '*', 'a\n', 'a'.repeat(51)]) {
    it(`does not add ${JSON.stringify(code.slice(0, 12))}`, async () => {
      const fault = await service.add(code).catch((error: unknown) => (error as Error).message);
      expect(fault).to.match(/^A category has/);
      expect(await service.all()).to.have.lengthOf(4);
    });
  }
});
