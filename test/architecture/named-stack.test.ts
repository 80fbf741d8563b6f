import { expect } from 'chai';
import { sourceFolders, projectRoot } from './project.js';
import { bentClasses, reaches, type Finding } from './named-stack.js';
import { bends, changes } from './named-stack-plants.js';
import { parsed, productSources, type Source } from './syntax.js';

type Scan = (sources: readonly Source[]) => Finding[];

/** Scans a project with these files. A single text is one file. */
async function found(scan: Scan, files: string | Readonly<Record<string, string>>): Promise<string[]> {
  const all = typeof files === 'string' ? { 'src/a.ts': files } : files;
  const sources = await Promise.all(
    Object.entries(all).map(async ([path, text]) => ({ path, tree: await parsed(text) })),
  );
  return scan(sources).map(({ path, what }) => `${path}: ${what}`);
}

describe('The use of the required packages', function () {
  this.timeout(60_000);
  let sources: readonly Source[];
  before(async () => {
    sources = await productSources(projectRoot, sourceFolders);
  });

  const rules: readonly [string, Scan, typeof bends][] = [
    ['no class of ours extends one of a named package, except for extension points', bentClasses, bends],
    ['no code changes an object of a package, or reads parts that its types do not show', reaches, changes],
  ];
  for (const [rule, scan, { caught, free }] of rules) {
    describe(rule, () => {
      it('follows the rule in this project', () => {
        expect(scan(sources)).to.deep.equal([]);
      });
      for (const [files, blamed] of caught) {
        it(`violates it with ${JSON.stringify(files)}`, async () => {
          expect(await found(scan, files)).to.deep.equal([blamed]);
        });
      }
      for (const files of free) {
        it(`does not violate it with ${JSON.stringify(files)}`, async () => {
          expect(await found(scan, files)).to.deep.equal([]);
        });
      }
    });
  }
});
