import { expect } from 'chai';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { importsOf, type Import } from './cruise.js';
import { crowdedFolders, filesAtMost, folderCycles } from './folders.js';
import { writeValidTree } from './plants.js';
import { removeTree, emptySourceTree, filesOf, projectRoot } from './project.js';

const cyclesOf = (imports: readonly Import[]) => folderCycles(imports).map(({ folders }) => folders);
const arrow = (from: string, to: string): Import => ({ from: `src/${from}.ts`, to: `src/${to}.ts` });

describe('The folders', function () {
  this.timeout(180_000);

  it('form no cycle', async () => {
    expect(cyclesOf(await importsOf(projectRoot))).to.deep.equal([]);
  });

  it(`hold at most ${filesAtMost} files besides their tests`, async () => {
    const crowded = crowdedFolders(await filesOf(projectRoot));
    expect([...crowded.keys()]).to.deep.equal([]);
  });

  it('are reported when files of two of them import each other, as a type or as a value', async () => {
    const planted = {
      'src/interface/kernel/pipeline/pipeline.ts': "import type { Route } from '../declaration/route.js';",
      'src/interface/kernel/declaration/route.ts': 'export interface Route {}',
      'src/interface/kernel/declaration/checks.ts': "import { steps } from '../pipeline/steps.js';",
      'src/interface/kernel/pipeline/steps.ts': 'export const steps = [];',
    };
    const root = await emptySourceTree();
    try {
      await writeValidTree(root);
      expect(folderCycles(await importsOf(root))).to.deep.equal([]);
      for (const [path, text] of Object.entries(planted)) {
        await mkdir(dirname(join(root, path)), { recursive: true });
        await writeFile(join(root, path), text);
      }
      expect(folderCycles(await importsOf(root))).to.deep.equal([
        {
          folders: ['src/interface/kernel/declaration', 'src/interface/kernel/pipeline'],
          imports: [
            arrow('interface/kernel/declaration/checks', 'interface/kernel/pipeline/steps'),
            arrow('interface/kernel/pipeline/pipeline', 'interface/kernel/declaration/route'),
          ],
        },
      ]);
    } finally {
      await removeTree(root);
    }
  });

  const kernel = 'infrastructure/kernel';
  const caught: readonly (readonly [string, readonly Import[], readonly string[]])[] = [
    [
      'three in a circle',
      [
        arrow(`${kernel}/a/x`, `${kernel}/b/x`),
        arrow(`${kernel}/b/y`, `${kernel}/c/x`),
        arrow(`${kernel}/c/y`, `${kernel}/a/y`),
      ],
      [`src/${kernel}/a`, `src/${kernel}/b`, `src/${kernel}/c`],
    ],
    [
      'two, and not a third that only imports one of them',
      [
        arrow(`${kernel}/a/x`, `${kernel}/b/x`),
        arrow(`${kernel}/b/y`, `${kernel}/c/x`),
        arrow(`${kernel}/c/y`, `${kernel}/b/z`),
      ],
      [`src/${kernel}/b`, `src/${kernel}/c`],
    ],
    [
      'a folder and the files beside it',
      [arrow(`${kernel}/x`, `${kernel}/a/x`), arrow(`${kernel}/a/y`, `${kernel}/y`)],
      [`src/${kernel}`, `src/${kernel}/a`],
    ],
    [
      'two through a folder that is deeper in one of them',
      [arrow(`${kernel}/a/x`, `${kernel}/b/x`), arrow(`${kernel}/b/deep/er/x`, `${kernel}/a/y`)],
      [`src/${kernel}/a`, `src/${kernel}/b`],
    ],
    [
      'two layers',
      [arrow('domain/a/x', 'application/a/x'), arrow('application/b/x', 'domain/a/y')],
      ['src/application', 'src/domain'],
    ],
  ];
  for (const [title, imports, folders] of caught) {
    it(`are reported as a cycle: ${title}`, () => {
      expect(cyclesOf(imports)).to.deep.equal([folders]);
    });
  }

  const free: readonly (readonly [string, readonly Import[]])[] = [
    [
      'two of which one imports the other',
      [arrow(`${kernel}/a/x`, `${kernel}/b/x`), arrow(`${kernel}/a/y`, `${kernel}/b/y`)],
    ],
    [
      'two that import a third',
      [arrow(`${kernel}/a/x`, `${kernel}/c/x`), arrow(`${kernel}/b/x`, `${kernel}/c/x`)],
    ],
    [
      'files of one folder',
      [arrow(`${kernel}/a/x`, `${kernel}/a/y`), arrow(`${kernel}/a/y`, `${kernel}/a/x`)],
    ],
    [
      'a test that imports back',
      [arrow(`${kernel}/a/x`, `${kernel}/b/x`), arrow(`${kernel}/b/x.test`, `${kernel}/a/x`)],
    ],
    [
      'files outside of src',
      [
        { from: 'config/a/x.ts', to: 'config/b/x.ts' },
        { from: 'config/b/x.ts', to: 'config/a/x.ts' },
      ],
    ],
  ];
  for (const [title, imports] of free) {
    it(`are not reported as a cycle: ${title}`, () => {
      expect(cyclesOf(imports)).to.deep.equal([]);
    });
  }

  it('are reported as too full with one file above the limit', () => {
    const files = Array.from({ length: filesAtMost + 1 }, (_, at) => `src/domain/catalogue/${at}.ts`);
    expect([...crowdedFolders(files)]).to.deep.equal([['src/domain/catalogue', filesAtMost + 1]]);
  });

  it('are not reported as too full for their tests, fakes and subfolders', () => {
    const files = Array.from({ length: filesAtMost }, (_, at) => `src/domain/catalogue/${at}`);
    const beside = ['.ts', '.test.ts', '.fake.ts', '/a.ts'].flatMap((end) => files.map((file) => file + end));
    expect([...crowdedFolders(beside)]).to.deep.equal([]);
  });
});
