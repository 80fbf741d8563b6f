import { expect } from 'chai';
import { writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { complaintsOf } from './compile.js';
import { deleteFeature, deleteVersion, featuresOf, leavesOf, versionsOf } from './features.js';
import { copyOfSourceTree, removeTree, filesOf, projectRoot } from './project.js';

const features = await featuresOf(projectRoot);
const leaves = await leavesOf(projectRoot);
const versions = await versionsOf(projectRoot);

/** Adds a file to one folder of the copy that imports from a folder that will be deleted. */
async function plantImport(root: string, folder: string, doomed: string): Promise<string> {
  const target = (await filesOf(root, [doomed])).find((file) => !file.endsWith('.test.ts')) ?? '';
  const planted = join(folder, 'planted.ts');
  const specifier = relative(folder, target.replace(/[.]ts$/, '.js'));
  await writeFile(join(root, planted), `export * from '${specifier}';\n`);
  return planted;
}

describe('Deletion', function () {
  this.timeout(120_000);
  let copy: string;

  beforeEach(async () => {
    copy = await copyOfSourceTree();
  });
  afterEach(() => removeTree(copy));

  it('starts from a copy of the source tree that compiles', async () => {
    expect(await complaintsOf(copy)).to.deep.equal([]);
  });

  it('is possible for at least one feature', () => {
    expect(leaves, `of ${features.join(', ')}`).to.not.deep.equal([]);
  });

  for (const leaf of leaves) {
    it(`of the feature ${leaf} takes its folders and one line, and the rest compiles`, async () => {
      expect(await deleteFeature(copy, leaf)).to.equal(1);
      expect(await featuresOf(copy)).to.deep.equal(features.filter((feature) => feature !== leaf));
      expect(await complaintsOf(copy)).to.deep.equal([]);
    });

    it(`of the feature ${leaf} is detected when a file still imports it`, async () => {
      const other = features.find((feature) => feature !== leaf) ?? 'kernel';
      const planted = await plantImport(copy, `src/application/${other}`, `src/application/${leaf}`);
      expect(await complaintsOf(copy), 'before the deletion').to.deep.equal([]);
      await deleteFeature(copy, leaf);
      const complaints = await complaintsOf(copy);
      expect(complaints.map((line) => line.split('(')[0])).to.deep.equal([planted]);
      expect(complaints[0]).to.include('error TS2307');
    });
  }

  it('of the API of the operators takes its folder and one line, and the rest compiles', async () => {
    expect(await deleteVersion(copy, 'ops')).to.equal(1);
    expect(await complaintsOf(copy)).to.deep.equal([]);
  });

  it('of the adapter of an installed API takes its folder and one line, and the rest compiles', async () => {
    expect(await deleteVersion(copy, 'opds')).to.equal(1);
    expect(await complaintsOf(copy)).to.deep.equal([]);
  });

  // With only one version nothing would be left to serve: this begins with the second.
  for (const version of versions.length > 1 ? versions : []) {
    it(`of the version ${version} takes its folder and one line, and the rest compiles`, async () => {
      expect(await deleteVersion(copy, version)).to.equal(1);
      expect(await complaintsOf(copy)).to.deep.equal([]);
    });

    it(`of the version ${version} is detected when a file still imports it`, async () => {
      const planted = await plantImport(copy, 'src/interface/kernel', `src/interface/${version}`);
      await deleteVersion(copy, version);
      const complaints = await complaintsOf(copy);
      expect(complaints.map((line) => line.split('(')[0])).to.deep.equal([planted]);
      expect(complaints[0]).to.include('error TS2307');
    });
  }
});
