import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { violationsOf, type Violation } from './cruise.js';
import { removeTree, emptySourceTree, sourceFolders, projectRoot } from './project.js';
import { rules } from './rules.js';

/** The source of the service and of everything around it. */
const folders = [...sourceFolders, 'bench/src', 'bench/peers', 'contract', 'test', 'tools'];
const noCycles = rules.filter(({ name }) => name === 'no-cycles');

/** The tool chain around the service is only checked for cycles. */
const cyclesIn = (root: string, within: string[]): Promise<Violation[]> =>
  violationsOf(root, within, noCycles);

describe('Import cycles', function () {
  this.timeout(180_000);

  it('do not exist, also not in bench, contract, tools and tests', async () => {
    expect(await cyclesIn(projectRoot, folders)).to.deep.equal([]);
  });

  it('are found in these folders, also through a type alone', async () => {
    const root = await emptySourceTree();
    await plant(
      root,
      'tools/trace/page.ts',
      "import type { A } from '../../bench/src/report.js';\nexport type B = A;",
    );
    await plant(
      root,
      'bench/src/report.ts',
      "import type { B } from '../../tools/trace/page.js';\nexport type A = B;",
    );
    const found = await cyclesIn(root, ['bench/src', 'tools']);
    await removeTree(root);
    expect(found.map(({ from }) => from)).to.have.members(['bench/src/report.ts', 'tools/trace/page.ts']);
  });
});

async function plant(root: string, path: string, code: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), code);
}
