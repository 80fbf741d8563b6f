import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { cloneInto } from '../support/clone.js';
import { readDocument } from '../support/documents.js';
import { endAll, newFolder, removeFolders } from '../support/embedded-postgres.js';
import { follow, shell, stepsUnder } from './recipe.js';
import { filesOf, projectRoot } from './project.js';

const { text: page } = readDocument('docs/architecture.md');

/** What the service would migrate, by the names of the files that it finds. */
const listMigrations = `node --input-type=module --eval "
  const { migrationFiles } = await import('./dist/src/infrastructure/kernel/migrations/migration-files.js');
  console.log((await migrationFiles()).map(({ name }) => name).join('\\n'));"`;

describe('The recipes of docs/architecture.md', function () {
  this.timeout(300_000);
  let copy: string;

  before(async () => {
    copy = join(await newFolder(), 'home');
    await cloneInto(copy);
    // Compiled before, as the clone of a developer is. The compiler then compiles what has changed.
    await cp(join(projectRoot, 'dist'), join(copy, 'dist'), { recursive: true });
  });
  after(async () => {
    endAll();
    await removeFolders();
  });

  it('add a feature that compiles, keeps its contract scenario and passes its test', async () => {
    for (const step of stepsUnder(page, 'Add a feature in five minutes')) await follow(copy, step);
    const frozen = await filesOf(copy, ['contracts/v2']);
    expect(frozen).to.include.members([
      'contracts/v2/2.5.openapi.json',
      'contracts/v2/conversations/2.5-wishing-for-a-book.json',
    ]);
    expect(await shell(copy, listMigrations)).to.match(/_wishes_wishes$/m);
  });

  it('delete a feature, and its migrations do not come back from what was compiled before', async () => {
    expect(await shell(copy, listMigrations)).to.match(/_notices_notices$/m);
    for (const step of stepsUnder(page, 'Delete a feature in one')) await follow(copy, step);
    await shell(copy, 'node tools/compile/main.ts');
    expect(await shell(copy, listMigrations))
      .to.match(/_wishes_wishes$/m)
      .and.not.match(/_notices_/);
    const compiled = await filesOf(copy, ['dist/migrations', 'dist/seeds', 'dist/src', 'dist/test']);
    expect(compiled.filter((file) => /\/notices[/.]|_notices_/.test(file))).to.deep.equal([]);
  });
});
