import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect } from 'chai';
import { readFeature } from '../../tools/generate/spec/feature.js';
import { filesOf } from '../../tools/generate/rendering/templates.js';
import { complaintsOf } from '../architecture/compile.js';
import { violationsOf } from '../architecture/cruise.js';
import { deleteFeature } from '../architecture/features.js';
import { copyOfSourceTree, projectRoot, removeTree } from '../architecture/project.js';

/** What an order is called with, before it has lines and its own steps. */
const fields = [
  'supplier:text(200)!',
  'currency:text(3)!',
  'status:enum(draft|ordered|partly_received|received|cancelled)=draft',
  'orderedAt:datetime?',
];

/** What orders lack: an order has no details that may be absent, and lines, which each test chooses. */
const lacking = ['blankDetails', 'orderDetails'];

describe('Orders', function () {
  this.timeout(300_000);
  let made: Map<string, string>;

  before(async () => {
    const [migration = ''] = globSync('migrations/*_orders_orders.ts', { cwd: projectRoot });
    const [change = ''] = globSync('src/interface/v2/orders/changes/*-orders.ts', { cwd: projectRoot });
    const minors = new Map([[2, basename(change).split('-')[0] ?? '']]);
    const date = basename(migration).split('_')[0] ?? '';
    made = await filesOf(projectRoot, readFeature('orders', fields, 'v2'), { date, minors });
  });

  it('have every file that the generator makes for such a feature', () => {
    expect(made.size).to.be.greaterThan(30);
    const there = globSync([...made.keys()], { cwd: projectRoot });
    expect([...made.keys()].filter((path) => !there.includes(path))).to.deep.equal([]);
  });

  it('export in each file what the generator would export there, but for a few names', () => {
    const absent = [...made].flatMap(([path, text]) => {
      const there = exportsOf(readFileSync(join(projectRoot, path), 'utf8'));
      return exportsOf(text).filter((name) => !there.includes(name));
    });
    expect(absent.toSorted()).to.deep.equal(lacking);
  });

  it('can be deleted as any feature that no other one needs, and the rules of imports still hold', async () => {
    const copy = await copyOfSourceTree();
    try {
      expect(await deleteFeature(copy, 'orders')).to.equal(1);
      expect(
        globSync('{src,seeds,migrations,contract,test}/**/{orders,orders.*}', { cwd: copy }),
      ).to.deep.equal([]);
      expect(await complaintsOf(copy)).to.deep.equal([]);
      expect(await violationsOf(copy)).to.deep.equal([]);
    } finally {
      await removeTree(copy);
    }
  });
});

/** The names that a file exports where they are declared. */
function exportsOf(text: string): string[] {
  return [...text.matchAll(/^export (?:const|class|interface|type|function) (\w+)/gm)].map(
    ([, name = '']) => name,
  );
}
