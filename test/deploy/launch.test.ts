import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { until } from '../support/until.js';
import type { Backing } from './backing.js';
import { jwtSecret, shapes } from './bindings.js';
import { measured } from './figures.js';
import {
  account,
  healthy,
  launch,
  ready,
  runTask,
  statusOf,
  stop,
  type Environment,
  type Launched,
} from './launch.js';
import { processOf, taskCommands } from './project-files.js';
import { theBacking, theDroplet } from './setup.js';
import type { Droplet } from './stage.js';

const [migrate = '', createAdmin = '', resetSecondFactor = '', ...others] = taskCommands;

let droplet: Droplet;
let backing: Backing;
let bound: Environment;

before(async function () {
  this.timeout(180_000);
  [droplet, backing] = await Promise.all([theDroplet(), theBacking()]);
  bound = shapes.inOnePiece(backing, await backing.newDatabase());
});

/** None of these values may be in a log line. */
function expectLogLines(said: string): void {
  for (const line of said.split('\n').filter(Boolean)) expect(JSON.parse(line), line).to.be.an('object');
  for (const secret of [jwtSecret, backing.postgres.password, encodeURIComponent(backing.postgres.password)])
    expect(said).not.to.include(secret);
}

/** Tries to log in from an address, with an account that only this address uses. */
async function signIn(url: string, address = '192.0.2.250'): Promise<number> {
  const body = JSON.stringify({ email: `from-${address}@example.org`, password: 'wrong-password' });
  const headers = { 'Content-Type': 'application/json', 'X-Forwarded-For': address };
  return (await fetch(`${url}/v1/users/login`, { method: 'POST', headers, body })).status;
}

describe('The tasks of docs/operations.md', function () {
  this.timeout(60_000);

  it('create the schema, and find nothing to do the second time', async () => {
    const first = await runTask(droplet, migrate, bound);
    expect(first.code, first.stderr).to.equal(0);
    expect(first.stdout).to.match(/^(migrated {2}\S+\n)+$/);
    const second = await runTask(droplet, migrate, bound);
    expect([second.code, second.stdout]).to.deep.equal([0, 'Nothing to migrate.\n']);
  });

  it('create the first admin, with a mailed link and no password', async () => {
    expect(others).to.deep.equal([]);
    const { code, stdout, stderr } = await runTask(droplet, createAdmin, bound);
    expect([code, stderr]).to.deep.equal([0, '']);
    expect(stdout).to.match(/^The worker mails you@example\.org a link to set the password\. .*\n$/);
  });

  it('remove the second factor of an admin who lost it', async () => {
    const { code, stdout, stderr } = await runTask(droplet, resetSecondFactor, bound);
    expect([code, stderr]).to.deep.equal([0, '']);
    expect(stdout).to.match(/^you@example\.org has no second factor any more, .*\n$/);
  });

  it('may run eight times at once: one works, and the others wait for it', async () => {
    const empty = shapes.inOnePiece(backing, await backing.newDatabase());
    const endings = await Promise.all(Array.from({ length: 8 }, () => runTask(droplet, migrate, empty)));
    for (const { code, stderr } of endings) expect([code, stderr]).to.deep.equal([0, '']);
    expect(endings.filter(({ stdout }) => stdout === 'Nothing to migrate.\n')).to.have.length(7);
  });
});

describe('The web process', function () {
  this.timeout(60_000);

  for (const [shape, make] of Object.entries(shapes)) {
    it(`starts, serves over TLS and stops with services bound ${shape}`, async () => {
      const database = await backing.newDatabase();
      const services = make(backing, database);
      const migrated = await runTask(droplet, migrate, services);
      expect(migrated.code, migrated.stderr).to.equal(0);
      const web = await launch(droplet, 'web', services);
      measured(`first 200, ${shape}`, await healthy(web), 'ms');
      await ready(web);
      expect(await statusOf(`${web.url}/v1/books`)).to.equal(200);
      expect(await statusOf(`http://127.0.0.1:${web.metricsPort}/metrics`)).to.equal(200);
      expect(await signIn(web.url)).to.equal(401);
      const connections = await backing.ask<{ ssl: boolean }>(
        `select ssl from pg_stat_ssl join pg_stat_activity using (pid) where datname = '${database}'`,
      );
      expect(connections.map(({ ssl }) => ssl))
        .to.include(true)
        .and.not.to.include(false);
      expect(await backing.redisConnections()).to.equal(1);
      const { code, seconds } = await stop(web);
      measured(`stop, ${shape}`, seconds, 's');
      expect(code).to.equal(0);
      expect(seconds).to.be.below(9);
      expectLogLines(web.stdout());
      expect((await web.ended).stderr).to.equal('');
    });
  }

  describe('in operation', () => {
    let web: Launched;
    beforeEach(async () => {
      web = await launch(droplet, 'web', bound, 3);
      await ready(web);
    });
    const about = (file: string) => readFileSync(`/proc/${web.pid}/${file}`, 'utf8');

    it('is Node itself, with a heap of three quarters of its memory, and an unprivileged user', () => {
      const memory = Number.parseInt(processOf('web').memory, 10);
      expect(about('cmdline').split('\0')).to.include.members([
        'node',
        `--max-old-space-size=${memory * 0.75}`,
      ]);
      if (account) expect(about('status')).to.match(new RegExp(`^Uid:\\s${account.uid}\\s`, 'm'));
      const resident = Number(/^VmRSS:\s+(\d+)/m.exec(about('status'))?.[1]) / 1_024;
      measured('memory of an idle web process', resident, 'MB');
      expect(resident).to.be.below(memory / 2);
    });

    it('listens on every address, as the router of the platform requires', async () => {
      expect(await statusOf(`http://127.0.0.2:${web.port}/health/live`)).to.equal(200);
    });

    it('answers for the API of a package of this repository', async () => {
      const answer = await fetch(`${web.url}/opds`);
      expect([answer.status, answer.headers.get('content-type')]).to.deep.equal([
        200,
        'application/opds+json',
      ]);
    });

    it('reports its instance at /version', async () => {
      const version = (await (await fetch(`${web.url}/version`)).json()) as Record<string, unknown>;
      expect(version).to.include.keys('name', 'version', 'commit');
      expect(version['instance']).to.deep.equal({
        application: 'shelflife',
        applicationVersion: 'guid-of-a-push',
        process: 'web',
        index: 3,
        guid: 'guid-3',
      });
    });
  });

  it('counts login attempts together in two instances', async () => {
    const two = await Promise.all([0, 1].map((index) => launch(droplet, 'web', bound, index)));
    await Promise.all(two.map(ready));
    const counted = async (address: string): Promise<string> => {
      const tries: number[] = [];
      for (let at = 0; at < 6; at += 1) tries.push(await signIn(two[at % 2]?.url ?? '', address));
      return tries.join(' ');
    };
    // A Redis that is late for one request, on a busy machine, is not used for a second.
    let round = 0;
    await until(async () => (await counted(`192.0.2.${(round += 1)}`)) === '401 401 401 401 401 429', 30_000);
    const answers = await Promise.all(two.map(async ({ url }) => (await fetch(`${url}/version`)).text()));
    expect(answers.map((text) => /"index":(\d)/.exec(text)?.[1])).to.deep.equal(['0', '1']);
  });
});

describe('The worker process', function () {
  this.timeout(60_000);

  it('starts, and stops with exit code 0 within 9 s', async () => {
    const worker = await launch(droplet, 'worker', bound);
    await worker.reaches(() => readFileSync(`/proc/${worker.pid}/cmdline`, 'utf8').startsWith('node\0'));
    await worker.reaches(async () => {
      const rows = await backing.ask<{ n: number }>(
        `select count(*)::int as n from pg_stat_activity where usename = '${backing.postgres.user}'`,
      );
      return (rows[0]?.n ?? 0) > 0;
    });
    const { code, seconds } = await stop(worker);
    expect(code).to.equal(0);
    expect(seconds).to.be.below(9);
    expectLogLines(worker.stdout());
  });
});
