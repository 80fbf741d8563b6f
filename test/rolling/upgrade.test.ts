import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import * as documents from '../../contract/documents.js';
import { replay } from '../../contract/conversations/replay.js';
import * as frozen from '../../contract/frozen/folder.js';
import { inTurns } from '../../contract/frozen/in-turns.js';
import type * as library from '../../contract/library/library.js';
import { beginWith } from '../../contract/library/library.js';
import { percentile, slowest } from '../support/faults/replies.js';
import { freshDatabase } from '../support/postgres.js';
import { endProcesses } from '../support/real-process.js';
import { privateRedis, type TestRedis } from '../support/redis.js';
import type { Result } from './client.js';
import { isShort } from './length.js';
import { migrationsOf, previousRelease, thisRelease, type Release } from './previous-release.js';
import { promised } from './promised.js';
import { replayOf } from './replay-of.js';
import { runCli, upgrade, type Upgrade } from './upgrade.js';

describe('An upgrade of a library in use', () => {
  let old: Release = thisRelease;
  let unknownToOld: string[] = [];
  let redis: TestRedis | undefined;
  let done: Upgrade;

  before(async () => {
    redis = await privateRedis();
    old = await previousRelease();
    const known = new Set(migrationsOf(old));
    unknownToOld = migrationsOf(thisRelease).filter((name) => !known.has(name));
    const databaseUrl = await freshDatabase('empty');
    await runCli(old, databaseUrl, 'db', 'migrate');
    await runCli(old, databaseUrl, 'db', 'seed');
    const [instances, phaseMs] = isShort ? [2, 3_000] : [3, 15_000];
    const redisUrl = redis?.url;
    done = await upgrade({ from: old, to: thisRelease, databaseUrl, redisUrl, instances, phaseMs });
    report(old, done);
  });
  after(async () => {
    await endProcesses();
    await redis?.stop();
  });

  it('begins with all players signed in and a book for each', () => {
    expect(faultsOf(done.preparations).join('\n')).to.equal('');
  });

  it('keeps up 100 requests a second of reads and loans, on v1 and v2', () => {
    const { results } = done;
    const seconds = ((results.at(-1)?.at ?? 0) - (results[0]?.at ?? 0)) / 1_000;
    expect(results.length / seconds).to.be.above(90);
    for (const part of [
      'GET /v1/',
      'GET /v2/',
      'POST /v1/loans',
      'POST /v2/loans',
      'POST /v2/returns',
      'PUT /v1/books',
    ]) {
      const ofPart = results.filter(({ call }) => `${call.method} ${call.path}`.startsWith(part));
      expect(ofPart.length, part).to.be.above(5);
    }
  });

  it('runs all migrations that the old release does not have', () => {
    expect(done.migrations).to.deep.equal(unknownToOld);
  });

  it('fails no request', () => {
    expect(faultsOf(done.results).join('\n')).to.equal('');
  });

  it('lets every old instance end by itself, with 0, within 9 s', () => {
    for (const { seconds, code, stderr } of done.drains) {
      expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
      expect(seconds).to.be.below(9);
    }
  });

  it('lets the old release keep its promises on the new schema', async () => {
    const { migrations, conversations, faults } = await replayOf(old);
    expect(faults.join('\n')).to.equal('');
    expect(migrations).to.deep.equal(unknownToOld);
    expect(conversations).to.be.above(50);
  });

  it('leaves a library in which every frozen conversation still holds', async () => {
    const conversations = await promised({ ...documents, ...frozen });
    beginWith('branch-1', await upgradedLibrary(old));
    const faults = await inTurns(conversations, (conversation) => replay(conversation));
    expect(conversations).to.have.length.above(50);
    expect(faults.flat().join('\n')).to.equal('');
  });
});

/** The library of the conversations, as the old release made and filled it and this one migrated it. */
async function upgradedLibrary(old: Release): Promise<string> {
  const url = await freshDatabase('empty');
  await runCli(old, url, 'db', 'migrate');
  // Each release fills a library by its own code, which fits its own schema.
  const { href } = pathToFileURL(`${old.dist}/contract/library/library.js`);
  const { fillLibrary } = (await import(href)) as typeof library;
  await fillLibrary(url);
  await runCli(thisRelease, url, 'db', 'migrate');
  return url;
}

/** The faults, each kind once, with its count. */
function faultsOf(results: readonly Result[]): string[] {
  const counts = new Map<string, number>();
  for (const { call, fault } of results) {
    const key = `${call.method} ${call.path.replaceAll(/\d+/g, 'N')}: ${fault}`;
    if (fault !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([fault, count]) => `${count} × ${fault}`);
}

function report(
  { name }: Release,
  { results, migrations, migrationSeconds, drains, redials }: Upgrade,
): void {
  const at = (percent: number) => `${percentile(results, percent).toFixed(0)} ms`;
  const lines = {
    'from the release': name,
    requests: results.length,
    failed: results.filter(({ fault }) => fault !== undefined).length,
    'half answered within': at(50),
    '99 % answered within': at(99),
    slowest: `${slowest(results).toFixed(0)} ms`,
    'dialled again': redials,
    migrations: `${migrations.length} in ${migrationSeconds.toFixed(1)} s`,
    'drained in': drains.map(({ seconds }) => `${seconds.toFixed(1)} s`).join(', '),
  };
  console.log(
    Object.entries(lines)
      .map(([what, figure]) => `    ${what.padEnd(22)}${figure}`)
      .join('\n'),
  );
}
