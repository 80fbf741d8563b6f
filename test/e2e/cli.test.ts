import { expect } from 'chai';
import { endAll, newFolder, postmaster, query, removeFolders, runs } from '../support/embedded-postgres.js';
import { freshDatabase } from '../support/postgres.js';
import { endProcesses } from '../support/real-process.js';
import { cli, launch, launchCli, ownSecret, startDevelopment } from '../support/service-process.js';

const json = { 'Content-Type': 'application/json' };

/** One line for each migration: when it was run, or that it is pending. */
const someRun = /^\d{4}-\d\d-\d\dT[\d:.]+Z {2}\S+$/m;
const somePending = /^pending +\S+$/m;

const ann = `insert into patron (card_number, username, role, category, created_at, updated_at)
  values ('P-1', 'ann', 'patron', 'adult', now(), now())`;

describe('The command line', function () {
  this.timeout(30_000);
  let folder: string;

  before(async () => {
    folder = await newFolder();
  });
  afterEach(endProcesses);
  after(async () => {
    endAll();
    await removeFolders();
  });

  it('shows the configuration without a secret', async () => {
    const secrets = {
      DATABASE_URL: 'postgresql://ann:s3cret-1@db.example/shelf?password=s3cret-2',
      REDIS_URL: 'redis://:s3cret-3@cache.example',
      JWT_SECRET: 's3cret-4',
    };
    const { code, stdout, stderr } = await cli(folder, ['config'], { ...secrets, PORT: '4321' });
    expect([code, stderr]).to.deep.equal([0, '']);
    expect(stdout).to.include('NODE_ENV=development\n').and.include('PORT=4321\n');
    expect(stdout).to.include('DATABASE_URL=postgresql://ann:********@db.example/shelf?********\n');
    expect(stdout).not.to.include('s3cret');
  });

  it('shows the state of the migrations, whether the service runs or not', async () => {
    const before = await cli(folder, ['db', 'status']);
    expect(before).to.include({ code: 0, stderr: '' });
    expect(before.stdout).to.match(somePending).and.not.match(someRun);
    expect(postmaster(folder), 'it stops the server that it started').to.equal(undefined);

    const service = await startDevelopment(folder);
    const server = postmaster(folder);
    const during = await cli(folder, ['db', 'status']);
    expect(during.stdout).to.match(someRun).and.not.match(somePending);
    expect(postmaster(folder), 'it does not stop the server that others use').to.equal(server);
    service.signal('SIGINT');
    expect((await service.ended).code).to.equal(0);

    expect((await cli(folder, ['db', 'status'])).stdout).to.equal(during.stdout);
    expect(postmaster(folder)).to.equal(undefined);
  });

  it('creates an admin, who sets the password by a link that is printed once', async () => {
    const service = await startDevelopment(folder);
    const account = { email: 'ada@example.org', password: 'a long and quiet evening' };
    const make = (...more: string[]) => cli(folder, ['create-admin', '--email', account.email, ...more]);
    expect((await make('--username', ' ')).stderr).to.equal('--username has 1 to 100 characters.\n');
    const made = await make();
    expect(made).to.include({ code: 0, stderr: '' });
    expect(made.stdout).to.match(/^Set the password of ada@example\.org within 15 minutes\. .*\nhttp:\S+\n$/);

    const token = new URLSearchParams(made.stdout.trim().split('?')[1]).get('token');
    const post = (path: string, body: object) =>
      fetch(`${service.url}${path}`, { method: 'POST', headers: json, body: JSON.stringify(body) });
    const set = await post('/v2/password-resets/completions', { token, newPassword: account.password });
    expect(set.status).to.equal(204);
    const login = (await (await post('/v1/users/login', account)).json()) as { token: string };
    const me = await fetch(`${service.url}/v1/users/me`, {
      headers: { Authorization: `Bearer ${login.token}` },
    });
    expect(await me.json()).to.include({ email: account.email, role: 'admin' });
    expect(await make()).to.include({ code: 1, stdout: '' });
  });

  it('shares its PostgreSQL with the services, and the last one to end stops it', async () => {
    const first = await startDevelopment(folder);
    const server = postmaster(folder);
    const second = await startDevelopment(folder);
    first.signal('SIGTERM');
    expect((await first.ended).code).to.equal(0);
    expect(postmaster(folder)).to.equal(server);
    expect((await fetch(`${second.url}/v1/books?per_page=7`)).status).to.equal(200);
    second.signal('SIGTERM');
    expect((await second.ended).code).to.equal(0);
    expect(postmaster(folder)).to.equal(undefined);
  });

  it('may be stopped with Ctrl-C in the middle of its work, and releases PostgreSQL', async () => {
    const seeding = launchCli(folder, ['db', 'seed', '--size', 'large']);
    await seeding.says(/ of 100000/);
    const server = postmaster(folder) ?? 0;
    expect(runs(server)).to.equal(true);
    seeding.signalGroup('SIGINT');
    const { code, stderr } = await seeding.ended;
    expect(code).to.equal(1);
    expect(stderr).to.match(/^Interrupted\.\n/m);
    expect([runs(server), postmaster(folder)]).to.deep.equal([false, undefined]);
  });
});

describe('An invalid configuration', () => {
  let folder: string;

  before(async () => {
    folder = await newFolder();
  });
  afterEach(endProcesses);
  after(removeFolders);

  /** The web process and the command line report the same. */
  async function complaint(env: Record<string, string>): Promise<string> {
    const both = await Promise.all([launch(folder, env).ended, cli(folder, ['db', 'status'], env)]);
    expect(both.map(({ code, stdout }) => [code, stdout])).to.deep.equal([
      [1, ''],
      [1, ''],
    ]);
    expect(both[0].stderr).to.equal(both[1].stderr);
    expect(postmaster(folder), 'nothing is started').to.equal(undefined);
    return both[0].stderr;
  }

  it('with an unknown environment is refused with the list of known ones', async () => {
    expect(await complaint({ NODE_ENV: 'prod' })).to.equal(
      'The configuration cannot be used:\n  NODE_ENV must be one of development, test, staging, production\n',
    );
  });

  it('without the secrets of production is refused with all faults at once, but no value', async () => {
    const env = { NODE_ENV: 'production', JWT_SECRET: 's3cret', PORT: 's3cret', REDIS_URL: 's3cret' };
    const told = await complaint(env);
    expect([...told.matchAll(/^ {2}([A-Z_]+) (?:must|is)/gm)].map(([, name]) => name)).to.deep.equal([
      'PORT',
      'DATABASE_URL',
      'REDIS_URL',
      'JWT_SECRET',
      'PUBLIC_URL',
      'REGISTRATION',
    ]);
    expect(told).not.to.include('s3cret').and.not.to.include(' at ');
  });
});

describe('Production', () => {
  let folder: string;

  before(async () => {
    folder = await newFolder();
  });
  afterEach(endProcesses);
  after(removeFolders);

  for (const args of [['seed'], ['seed', '--size', 'large'], ['reset', '--yes']]) {
    it(`refuses "db ${args.join(' ')}" and keeps its data`, async () => {
      const url = await freshDatabase('migrated');
      const env = {
        NODE_ENV: 'production',
        DATABASE_URL: url,
        JWT_SECRET: ownSecret,
        PUBLIC_URL: 'https://library.example',
        REGISTRATION: 'open',
      };
      await query(url, ann);
      const { code, stdout, stderr } = await cli(folder, ['db', ...args], env);
      expect([code, stdout]).to.deep.equal([1, '']);
      expect(stderr).to.match(/^.*production.*\n$/i);
      expect(await query(url, 'select username from patron')).to.deep.equal([{ username: 'ann' }]);
    });
  }
});
