import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { filesOf, projectRoot } from './project.js';

/** The matching files without a test in the same folder. */
function withoutTest(files: readonly string[], fits: (file: string) => boolean): string[] {
  const tests = new Set(files.filter((file) => file.endsWith('.test.ts')));
  const tested = files.filter((file) => fits(file) && !tests.has(file));
  return tested.filter((file) => !tests.has(file.replace(/[.]ts$/, '.test.ts')));
}

const isNamed =
  (ending: string) =>
  (file: string): boolean =>
    file.endsWith(`-${ending}.ts`);

/** The files of the application layer with an injectable class: these are the services. */
async function jobs(): Promise<string[]> {
  const files = (await filesOf(projectRoot)).filter((file) => file.startsWith('src/application/'));
  const texts = await Promise.all(files.map((file) => readFile(join(projectRoot, file), 'utf8')));
  return files.filter((_, at) => texts[at]?.includes('@injectable()'));
}

describe('A unit test beside the code', () => {
  for (const ending of ['service', 'routes']) {
    it(`exists for every file named *-${ending}.ts`, async () => {
      const files = await filesOf(projectRoot);
      expect(files.some(isNamed(ending)), 'No file has this name.').to.equal(true);
      expect(withoutTest(files, isNamed(ending))).to.deep.equal([]);
    });

    it(`is reported missing for a *-${ending}.ts without one`, () => {
      const untested = `src/interface/v1/catalogue/book-${ending}.ts`;
      const tested = `src/interface/v2/catalogue/book-${ending}.ts`;
      const files = [untested, tested, tested.replace('.ts', '.test.ts'), 'src/domain/catalogue/book.ts'];
      expect(withoutTest(files, isNamed(ending))).to.deep.equal([untested]);
    });
  }

  it('exists for every injectable class of the application layer', async () => {
    const all = await jobs();
    expect(all).to.include('src/application/circulation/lending.ts');
    expect(withoutTest(await filesOf(projectRoot), (file) => all.includes(file))).to.deep.equal([]);
  });
});
