import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { expect } from 'chai';
import { accountFrom } from '../../tools/embedded-postgres/account.js';
import type { EmbeddedPostgres } from '../../tools/embedded-postgres/join-embedded-postgres.js';
import { joinEmbeddedPostgres } from '../../tools/embedded-postgres/join-embedded-postgres.js';
import { answers, endAll, crash, errorOf, lockFile, newFolder } from '../support/embedded-postgres.js';
import { postmaster, query, remember, removeFolders, startMember } from '../support/embedded-postgres.js';

const isRoot = process.getuid?.() === 0;

describe('The embedded PostgreSQL', () => {
  // The tests that start from a stopped cluster and leave it stopped share one: creating a cluster takes a second.
  let folder: string;

  before(async () => {
    folder = await newFolder();
  });
  afterEach(endAll);
  after(removeFolders);

  it('keeps its data across a stop, at the same address', async () => {
    const first = await joinEmbeddedPostgres({ folder, database: 'library' });
    await query(first.url, `CREATE TABLE IF NOT EXISTS book AS SELECT 'Emma' AS title`);
    await first.leave();
    await first.leave();
    expect(await answers(first.url)).to.equal(false);
    const second = await joinEmbeddedPostgres({ folder, database: 'library' });
    expect(await query(second.url, 'TABLE book')).to.deep.equal([{ title: 'Emma' }]);
    expect(second.url).to.equal(first.url);
    await second.leave();
    expect(postmaster(folder)).to.equal(undefined);
  });

  it('uses UTF-8 and UTC, folds accents, and finds misspelt words in any script', async () => {
    const share = await joinEmbeddedPostgres({ folder, database: 'a "strange" näme' });
    await query(share.url, 'CREATE EXTENSION unaccent; CREATE EXTENSION pg_trgm');
    const [found] = await query(
      share.url,
      `SELECT unaccent('Łódź Dvořák') AS plain, lower('ÀДО') AS low, similarity('Достоевский', 'Достоевскй') > 0.5 AS near,
         current_setting('server_encoding') AS encoding, current_setting('TimeZone') AS zone,
         (SELECT string_agg(x, '' ORDER BY x) FROM unnest('{b,a,é,B}'::text[]) x) AS sorted`,
    );
    const expected = {
      plain: 'Lodz Dvorak',
      low: 'àдо',
      near: true,
      encoding: 'UTF8',
      zone: 'UTC',
      sorted: 'Babé',
    };
    expect(found).to.deep.equal(expected);
    await share.leave();
  });

  it('listens on this machine only, requires the password, and hides it from other users', async () => {
    const share = await joinEmbeddedPostgres({ folder, database: 'library' });
    const [settings] = await query(
      share.url,
      `SELECT current_setting('listen_addresses') AS tcp, current_setting('unix_socket_directories') AS sockets`,
    );
    expect(settings).to.deep.equal({ tcp: '127.0.0.1', sockets: '' });
    expect(await errorOf(query(share.url.replace(/:\w+@/, ':guess@'), 'SELECT 1'))).to.match(/password/);
    for (const name of ['password', 'data/postmaster.pid', 'log']) {
      expect(statSync(path.join(folder, 'postgres', name)).mode & 0o777, name).to.equal(0o600);
    }
    await share.leave();
  });

  it('is shared by two processes and stopped by the last one', async () => {
    const ours = await joinEmbeddedPostgres({ folder, database: 'library' });
    const theirs = await startMember(folder);
    expect(theirs.url).to.equal(ours.url);
    await query(theirs.url, `CREATE TABLE IF NOT EXISTS book AS SELECT 'Emma' AS title`);
    await ours.leave();
    expect(await query(theirs.url, 'TABLE book')).to.deep.equal([{ title: 'Emma' }]);
    await theirs.leave();
    expect(await answers(theirs.url)).to.equal(false);
    expect(postmaster(folder)).to.equal(undefined);
  });

  it('is created once when four processes start at the same time on an empty folder', async () => {
    const empty = await newFolder();
    const four = await Promise.all([1, 2, 3, 4].map(() => startMember(empty)));
    expect(new Set(four.map(({ url }) => url)).size).to.equal(1);
    expect(readdirSync(empty)).to.deep.equal(['postgres']);
    await Promise.all(four.map((member) => member.leave()));
    expect(postmaster(empty)).to.equal(undefined);
  });

  it('is stopped by one of them when all end at the same moment', async () => {
    const join = (): Promise<EmbeddedPostgres> => joinEmbeddedPostgres({ folder, database: 'library' });
    for (let round = 0; round < 3; round += 1) {
      const all = await Promise.all([join(), join(), join()]);
      await Promise.all(all.map((share) => share.leave()));
      expect(postmaster(folder), `round ${String(round)}`).to.equal(undefined);
    }
  });

  it('serves a process that starts while another one stops the server', async () => {
    let share = await joinEmbeddedPostgres({ folder, database: 'library' });
    for (let round = 0; round < 8; round += 1) {
      const [next] = await Promise.all([
        joinEmbeddedPostgres({ folder, database: 'library' }),
        share.leave(),
      ]);
      expect(await answers(next.url), `round ${String(round)}`).to.equal(true);
      share = next;
    }
    await share.leave();
    expect(postmaster(folder)).to.equal(undefined);
  });

  it('does not keep a process alive that did not release it', async () => {
    const member = await startMember(folder, { forgetful: true });
    await member.leave();
    await (await joinEmbeddedPostgres({ folder, database: 'library' })).leave();
    expect(postmaster(folder)).to.equal(undefined);
  });

  it('survives kill -9 of its only process group, and is found by the next process', async () => {
    const member = await startMember(folder);
    const server = postmaster(folder);
    const ended = once(member.process, 'close');
    process.kill(-(member.process.pid ?? 0), 'SIGKILL');
    await ended;
    const again = await joinEmbeddedPostgres({ folder, database: 'library' });
    expect(postmaster(folder)).to.equal(server);
    expect(again.url).to.equal(member.url);
    await again.leave();
    expect(postmaster(folder)).to.equal(undefined);
  });

  it('is repaired after kill -9 of the server, and the process that used it can still release it', async () => {
    const before = await joinEmbeddedPostgres({ folder, database: 'library' });
    await query(before.url, `CREATE TABLE IF NOT EXISTS book AS SELECT 'Emma' AS title`);
    const killed = await crash(folder);
    const after = await joinEmbeddedPostgres({ folder, database: 'library' });
    expect(postmaster(folder)).not.to.equal(killed);
    expect(await query(after.url, 'TABLE book')).to.deep.equal([{ title: 'Emma' }]);
    await before.leave();
    expect(await answers(after.url)).to.equal(true);
    await after.leave();
  });

  it('is repaired when the process id of the killed server belongs to another program', async () => {
    const before = await joinEmbeddedPostgres({ folder, database: 'library' });
    const { uid, gid } = statSync(path.join(folder, 'postgres/data'));
    const stranger = remember(spawn('sleep', ['60'], { ...(isRoot && { uid, gid }), cwd: '/' }));
    await crash(folder);
    const stale = (await readFile(lockFile(folder), 'utf8')).replace(/^\d+/, String(stranger.pid));
    await writeFile(lockFile(folder), stale);
    const after = await joinEmbeddedPostgres({ folder, database: 'library' });
    expect(postmaster(folder)).not.to.equal(stranger.pid);
    expect(stranger.exitCode).to.equal(null);
    await Promise.all([before.leave(), after.leave()]);
  });

  it('moves to another port when a program has taken its port', async () => {
    const before = await joinEmbeddedPostgres({ folder, database: 'library' });
    await crash(folder);
    const taker = createServer((socket) => socket.destroy()).listen(
      Number(new URL(before.url).port),
      '127.0.0.1',
    );
    await once(taker, 'listening');
    const after = await joinEmbeddedPostgres({ folder, database: 'library' });
    expect(new URL(after.url).port).not.to.equal(new URL(before.url).port);
    expect(await answers(after.url)).to.equal(true);
    await after.leave();
    taker.close();
  });

  it('starts over after an interrupted first start, and removes the remains', async () => {
    const empty = await newFolder();
    await mkdir(path.join(empty, 'postgres.new-crashed/data'), { recursive: true });
    await utimes(path.join(empty, 'postgres.new-crashed'), 1, 1);
    await mkdir(path.join(empty, 'postgres/data'), { recursive: true });
    await writeFile(path.join(empty, 'postgres/data/PG_VERSION'), '18\n');
    const share = await joinEmbeddedPostgres({ folder: empty, database: 'library' });
    expect(await answers(share.url)).to.equal(true);
    expect(readdirSync(empty).map((name) => name.replace(/\d+$/, 'N'))).to.have.members([
      'postgres',
      'postgres.broken-N',
    ]);
    await share.leave();
  });

  it('reports in sentences what is wrong and what to do', async () => {
    await (await joinEmbeddedPostgres({ folder, database: 'library' })).leave();
    await writeFile(path.join(folder, 'postgres/data/postgresql.auto.conf'), 'shelves = many\n');
    const refused = await errorOf(joinEmbeddedPostgres({ folder, database: 'library' }));
    expect(refused).to.match(
      /did not start.*unrecognized configuration parameter "shelves".*delete .*\/postgres /s,
    );
    await writeFile(path.join(folder, 'postgres/data/postgresql.auto.conf'), '');
    const odd = await errorOf(
      joinEmbeddedPostgres({ folder: path.join(folder, '$HOME'), database: 'library' }),
    );
    expect(odd).to.match(/dollar sign.*Rename the folder/);
    expect(() => accountFrom('root:x:0:0::/root:/bin/sh\n')).to.throw(/Start Shelflife as an ordinary user/);
  });
});
