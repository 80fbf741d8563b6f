import { expect } from 'chai';
import { removedFeatures } from '../../tools/lint-migrations/removed-features.js';
import { featuresOf } from './features.js';
import { filesOf, projectRoot } from './project.js';

/** The folders of src that the import rules cover. No rule would check a file outside of them. */
const COVERED =
  /^src\/(?:(?:main|worker|cli)\.ts|composition\/.+|(?:domain|application|infrastructure)\/[^/]+\/.+|interface\/(?:kernel|documentation|v[0-9]+|cli|opds|ops|pages|translations|worker)\/.+)$/;

/** The files of src that no import rule covers. */
const uncovered = (files: readonly string[]): string[] =>
  files.filter((file) => file.startsWith('src/') && !COVERED.test(file));

/** The migrations whose names do not begin with the date and a feature (or `kernel`), present or removed. */
function misnamed(files: readonly string[], features: readonly string[]): string[] {
  const all = [...features, ...removedFeatures(files), 'kernel'].join('|');
  const name = new RegExp(`^migrations/\\d{8}T\\d{6}_(?:${all})_[a-z0-9_]+[.]ts$`);
  return files.filter((file) => file.startsWith('migrations/') && !name.test(file));
}

describe('The names of files', () => {
  it('put every source file into a folder that the import rules cover', async () => {
    expect(uncovered(await filesOf(projectRoot))).to.deep.equal([]);
  });

  it('report a file in another folder', () => {
    const stray = ['src/helper.ts', 'src/domain/book.ts', 'src/utils/x.ts', 'src/interface/error.ts'];
    const placed = [
      'src/main.ts',
      'src/domain/catalogue/book.ts',
      'src/interface/v1/error.ts',
      'config/x.ts',
    ];
    expect(uncovered([...stray, ...placed])).to.deep.equal(stray);
  });

  it('give every migration its date and its feature', async () => {
    expect(misnamed(await filesOf(projectRoot), await featuresOf(projectRoot))).to.deep.equal([]);
  });

  it('report a migration without a date or without a feature', () => {
    const wrong = [
      'migrations/catalogue_start.ts',
      'migrations/20250101_catalogue_start.ts',
      'migrations/20250101T120000_start.ts',
      'migrations/20250101T120000_bookshop_start.ts',
    ];
    const right = [
      'migrations/20250101T120000_catalogue_start.ts',
      'migrations/20250101T120000_kernel_audit_trail.ts',
      'migrations/20250101T120000_badges_badges.ts',
      'migrations/20250101T120100_badges_contract_badges.ts',
    ];
    expect(misnamed([...wrong, ...right], ['catalogue', 'accounts'])).to.deep.equal(wrong);
  });
});
