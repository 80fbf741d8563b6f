import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { freshDatabase } from '../../support/postgres.js';
import { migrationNames } from './migration-names.js';
import { runCli } from './run-cli.js';
import { withClient } from './with-client.js';

const production = {
  NODE_ENV: 'production',
  JWT_SECRET: 'a secret that is only used in this very test',
  PUBLIC_URL: 'https://library.example',
  REGISTRATION: 'open',
};

describe('the commands for the schema', () => {
  it('report the migrations that ran and when, report the pending ones, run them, and roll back the newest', async () => {
    const databaseUrl = await freshDatabase('empty');
    const names = await migrationNames();
    const newest = names.at(-1) ?? '';
    const db = async (command: string) => (await succeed(['db', command], databaseUrl)).trimEnd().split('\n');
    expect(await db('status')).to.deep.equal(names.map((name) => `${'pending'.padEnd(24)}  ${name}`));
    expect(await db('migrate')).to.deep.equal(names.map((name) => `migrated  ${name}`));
    expect(await db('rollback')).to.deep.equal([`rolled back  ${newest}`]);
    const state = await db('status');
    expect(state.at(-1)).to.equal(`${'pending'.padEnd(24)}  ${newest}`);
    for (const line of state.slice(0, -1))
      expect(line).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z {2}\S+$/);
  });

  it('create a file for a new migration under its name', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'shelflife-create-'));
    try {
      await mkdir(path.join(folder, 'migrations'));
      const { code, stdout } = await runCli(['db', 'create', 'circulation_holds'], { folder });
      expect(code).to.equal(0);
      expect(await readdir(path.join(folder, 'migrations'))).to.deep.equal([path.basename(stdout.trim())]);
      const written = await readFile(path.join(folder, stdout.trim()), 'utf8');
      expect(written).to.contain('class CirculationHolds extends Migration');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('db reset', () => {
  let databaseUrl: string;
  beforeEach(async () => {
    databaseUrl = await freshDatabase('seeded');
    await withClient(databaseUrl, (client) => client.query(`update patron set username = 'changed'`));
  });

  it('asks for confirmation, and changes nothing without a yes', async () => {
    const ends = await Promise.all(
      ['no\n', '\n', ''].map((input) => runCli(['db', 'reset'], { databaseUrl, input })),
    );
    for (const { code, stdout, stderr } of ends) {
      expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
      expect(stdout).to.contain('All content will be lost').and.contain('Nothing was changed.');
    }
    expect(await isChanged()).to.equal(true);
  });

  it('deletes all content after a yes, and loads the standard content', async () => {
    const { code, stdout } = await runCli(['db', 'reset'], { databaseUrl, input: 'yes\n' });
    expect({ code, asks: stdout.includes('Type yes') }).to.deep.equal({ code: 0, asks: true });
    expect(await isChanged()).to.equal(false);
  });

  it('does not ask with --yes', async () => {
    const { code, stdout } = await runCli(['db', 'reset', '--yes'], { databaseUrl });
    expect({ code, stdout }).to.deep.equal({ code: 0, stdout: 'The database was reset.\n' });
    expect(await isChanged()).to.equal(false);
  });

  for (const name of ['staging', 'production']) {
    it(`is refused in ${name} in any case`, async () => {
      const around = { databaseUrl, environment: { ...production, NODE_ENV: name }, input: 'yes\n' };
      const ends = await Promise.all([
        runCli(['db', 'reset', '--yes'], around),
        runCli(['db', 'reset'], around),
      ]);
      for (const ended of ends) {
        expect(ended).to.deep.equal({
          code: 1,
          stdout: '',
          stderr: `The ${name} database cannot be reset.\n`,
        });
      }
      expect(await isChanged()).to.equal(true);
    });
  }

  /** Tells whether the content is the old content. There is content in either case. */
  async function isChanged(): Promise<boolean> {
    const { rows } = await withClient(databaseUrl, (client) =>
      client.query<{ changed: boolean }>(`select bool_and(username = 'changed') as changed from patron`),
    );
    expect(rows[0]?.changed).to.be.a('boolean');
    return rows[0]?.changed === true;
  }
});

async function succeed(args: readonly string[], databaseUrl: string): Promise<string> {
  const { code, stdout, stderr } = await runCli(args, { databaseUrl });
  expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
  return stdout;
}
