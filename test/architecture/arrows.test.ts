import { expect } from 'chai';
import { violationsOf, type Violation } from './cruise.js';
import { writeValidTree, forms, inForm, plantAll, plants } from './plants.js';
import { removeTree, emptySourceTree, projectRoot } from './project.js';
import { rules } from './rules.js';

describe('The import rules between folders', function () {
  this.timeout(180_000);

  it('hold in this project', async () => {
    expect(await violationsOf(projectRoot)).to.deep.equal([]);
  });

  it('have a planted violation for each rule', () => {
    expect(Object.keys(plants)).to.have.members(rules.map(({ name }) => name));
  });

  describe('in a sample source tree', () => {
    let root: string;
    let inOrder: Violation[];
    let planted: Violation[];

    before(async () => {
      root = await emptySourceTree();
      await writeValidTree(root);
      inOrder = await violationsOf(root);
      await plantAll(root);
      planted = await violationsOf(root);
    });
    after(() => removeTree(root));

    it('find no violation in a valid tree', () => {
      expect(inOrder).to.deep.equal([]);
    });

    for (const form of forms) {
      for (const [rule, files] of Object.entries(plants)) {
        it(`report a ${form} import by "${rule}" and by no other rule`, () => {
          for (const path of Object.keys(files)) {
            const caught = planted.filter(({ from }) => from === inForm(path, form)).map((one) => one.rule);
            expect([...new Set(caught)], path).to.deep.equal([rule]);
          }
        });
      }
    }

    it('report only the planted files', () => {
      const paths = Object.values(plants).flatMap((files) => Object.keys(files));
      const guilty = new Set(forms.flatMap((form) => paths.map((path) => inForm(path, form))));
      expect(planted.filter(({ from }) => !guilty.has(from))).to.deep.equal([]);
    });
  });
});
