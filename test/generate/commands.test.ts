import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { planField } from '../../tools/generate/features/add-field.js';
import { draftOf } from '../../tools/generate/features/drafts.js';
import { readFeature } from '../../tools/generate/spec/feature.js';
import { planFeature } from '../../tools/generate/features/make-feature.js';
import { planRemoval } from '../../tools/generate/features/remove-feature.js';
import { ownTemplates, templatePaths } from '../../tools/generate/rendering/templates.js';
import { writeAll } from '../../tools/generate/features/write-all.js';
import { contentOf, projectRoot } from '../architecture/project.js';
import { removeFolders } from '../support/embedded-postgres.js';
import { cloneOfProject, generate, runIn } from './in-copy.js';

/** The minor that is not released yet. */
const draft = draftOf(projectRoot, 2);
const now = new Date('2027-01-15T10:00:00Z');

describe('npm run generate', function () {
  this.timeout(60_000);
  let copy: string;

  beforeEach(async () => {
    copy = await cloneOfProject();
  });
  after(removeFolders);

  const make = async (name: string, ...fields: readonly string[]) =>
    writeAll(copy, await planFeature(copy, readFeature(name, fields, 'v2'), now));
  const textOf = (path: string) => readFile(join(copy, path), 'utf8');
  const reasonOf = (job: Promise<unknown>) =>
    job.then(
      () => 'nothing was refused',
      (error: unknown) => (error as Error).message,
    );
  const commitAll = async () => {
    const author = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.org'];
    await runIn(copy, 'git', 'init', '-q');
    await runIn(copy, 'git', 'add', '-A');
    await runIn(copy, 'git', ...author, 'commit', '-qm', 'All');
  };

  it('lists the files of a feature and writes nothing for --dry-run', async () => {
    const before = await contentOf(copy);
    const { code, text } = await generate(copy, 'feature', 'slogans', 'content:text!', '--dry-run');
    expect([code, text.includes('src/domain/slogans/slogan.ts\n')]).to.deep.equal([0, true]);
    expect(text).to.match(/Nothing was written\.\n$/);
    expect(await contentOf(copy)).to.deep.equal(before);
  });

  it('refuses what cannot be made with a sentence, and writes nothing', async () => {
    const before = await contentOf(copy);
    for (const [given, why] of [
      [['catalogue', 'a:text'], 'a plural'],
      [['accounts', 'a:text'], 'The name accounts is in use'],
      [['books', 'a:text'], 'The name book is in use'],
      [['policies', 'a:text'], 'is in use'],
      [['orders', 'a:text'], 'The name orders is in use'],
      [['classes', 'a:text'], 'reserved word'],
      [['reading lists', 'a:text'], 'one word'],
      [["x'; drop table book; --", 'a:text'], 'one word'],
      [['slogans', 'a:colour'], 'unknown type'],
      [['slogans', 'a:boolean=perhaps'], 'no boolean'],
      [['slogans', 'reader:ref(accounts.patron)'], 'belongs to their export'],
      [['slogans', 'loan:ref(circulation.loan)'], 'cannot be referred to'],
    ] as const) {
      const [name, ...fields] = given;
      expect(await reasonOf(make(name, ...fields)), given.join(' ')).to.include(why);
    }
    const { code, text } = await generate(copy, 'feature', 'classes', 'a:text');
    expect([code, text]).to.deep.equal([
      1,
      'class is a reserved word of TypeScript or SQL. Choose another name.\n',
    ]);
    expect(await contentOf(copy)).to.deep.equal(before);
  });

  it('refuses to make a feature a second time with other fields, or over files that were changed', async () => {
    await make('slogans', 'content:text!');
    expect(await reasonOf(make('slogans', 'content:text!', 'source:text?'))).to.include('in use');
    await appendFile(join(copy, 'src/domain/slogans/slogan.ts'), '// mine\n');
    expect(await reasonOf(make('slogans', 'content:text!'))).to.include('in use');
  });

  it('merges a field into files that were changed by hand', async () => {
    await make('slogans', 'content:text!');
    const service = join(copy, 'src/application/slogans/slogan-service.ts');
    await writeFile(
      service,
      (await readFile(service, 'utf8')).replace('/** Returns the id', '/** Mine. Returns the id'),
    );
    writeAll(copy, await planField(copy, 'slogan', 'source:text?', now));
    expect(await textOf('src/domain/slogans/slogan.ts')).to.include('readonly source: string | null;');
    expect(await textOf('src/application/slogans/slogan-service.ts')).to.include('/** Mine.');
    expect(await textOf('src/composition/features/slogans.ts')).to.include('content:text! source:text?`');
  });

  it('refuses a field where a file was changed in the same place, or that fits nothing', async () => {
    await make('slogans', 'content:text!');
    const file = 'src/domain/slogans/slogan.ts';
    await writeFile(
      join(copy, file),
      (await textOf(file)).replace('  content!: string;', '  content!: string; // mine'),
    );
    expect(await reasonOf(planField(copy, 'slogan', 'source:text?', now))).to.include(file);
    expect((await planField(copy, 'slogan', 'content:text!', now)).size).to.equal(0);
    expect(await reasonOf(planField(copy, 'slogan', 'content:text?', now))).to.include('already');
    expect(await reasonOf(planField(copy, 'slogan', 'source:text!', now))).to.include(
      'optional or has a default',
    );
    expect(await reasonOf(planField(copy, 'order', 'source:text?', now))).to.include(
      'src/infrastructure/orders/sql-order-queries.ts',
    );
    expect(await reasonOf(planField(copy, 'nothing', 'source:text?', now))).to.equal('There is no nothing.');
  });

  it('adds a column by a migration of its own when the table is committed', async () => {
    await make('slogans', 'content:text!');
    await commitAll();
    const files = await planField(copy, 'slogans', 'tone:enum(calm|loud)=calm', now);
    const migrations = [...files].filter(([path]) => path.startsWith('migrations/'));
    expect(migrations.map(([path]) => path.slice(26))).to.deep.equal([
      '_slogans_tone.ts',
      '_slogans_tone_checked.ts',
    ]);
    expect(migrations[0]?.[1]).to.include("alter table slogan add column tone text not null default 'calm'");
  });

  it('tells a field of a released minor as a change of the next draft', async () => {
    await make('slogans', 'content:text!');
    await appendFile(join(copy, 'contracts/RELEASED'), `${draft} 2026-11-30\n`);
    const next = draftOf(copy, 2);
    const files = await planField(copy, 'slogan', 'source:text?', now);
    expect(next).to.not.equal(draft);
    expect(files.get(`src/interface/v2/slogans/changes/${next}-slogan-source.ts`)).to.include(
      `minor: '${next}'`,
    );
    expect(files.get('src/interface/v2/slogans/index.ts')).to.include('[slogans, sloganSource]');
    expect([...files.keys()].filter((path) => /^contract\/|^test\/integration/.test(path))).to.deep.equal([]);
  });

  it('drops the table of a removed feature by a migration when its own is committed', async () => {
    await make('slogans', 'content:text!');
    await commitAll();
    const removal = planRemoval(copy, 'slogans', now);
    const [path, text] = [...removal].at(-1) ?? [];
    expect(path).to.equal('migrations/20270115T100100_slogans_contract_slogans.ts');
    expect(text)
      .to.include("drop table slogan'")
      .and.include('create table slogan (')
      .and.match(/unusedSince = '\d+\.\d+\.\d+'/);
    expect([...removal.keys()].filter((each) => each.startsWith('migrations/'))).to.have.length(1);
  });

  it('removes nothing that is released, that others need, or that it has not made', async () => {
    await make('slogans', 'content:text!');
    const bridges = 'src/infrastructure/circulation/bridges.ts';
    await appendFile(join(copy, bridges), "export * from '../../application/slogans/views.js';\n");
    expect(() => planRemoval(copy, 'slogans', now)).to.throw(bridges);
    await appendFile(join(copy, 'contracts/RELEASED'), `${draft} 2026-11-30\n`);
    expect(() => planRemoval(copy, 'slogans', now)).to.throw(
      `is part of the minor ${draft}, which is released`,
    );
    for (const name of ['notices', 'nothing', '../src', ''])
      expect(() => planRemoval(copy, name, now)).to.throw('There is no feature');
  });

  it('uses a template of the organisation before its own', async () => {
    const paths = templatePaths(copy);
    expect(paths).to.include('src/domain/announcements/announcement.ts.mustache');
    writeAll(copy, ownTemplates(copy, ['src/domain/announcements/announcement.ts']));
    const own = 'templates/src/domain/announcements/announcement.ts.mustache';
    await writeFile(join(copy, own), `// Ours.\n${await textOf(own)}`);
    await make('slogans', 'content:text!');
    expect(await textOf('src/domain/slogans/slogan.ts')).to.match(/^\/\/ Ours\./);
    expect(() => ownTemplates(copy, ['src/domain/announcements/announcement.ts'])).to.throw(
      'has these already',
    );
    expect(() => ownTemplates(copy, ['nowhere'])).to.throw('no such templates');
    expect(templatePaths(projectRoot)).to.deep.equal(paths);
  });
});
