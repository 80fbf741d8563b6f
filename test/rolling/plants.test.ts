import { expect } from 'chai';
import { administrate, freshDatabase } from '../support/postgres.js';
import { endProcesses } from '../support/real-process.js';
import { privateRedis, type TestRedis } from '../support/redis.js';
import { startSmtp, type SmtpServer } from '../support/smtp.js';
import { handovers, obtainAll, useLater, type Given } from './handover/all.js';
import { libraryClock, type LibraryClock } from './handover/clock.js';
import { Library } from './handover/library.js';
import { planted, type Planted } from './planted/planted.js';
import { plants, type Plant } from './planted/plants.js';
import { noteRedis } from './planted/redis-state.js';
import { isShort } from './length.js';
import { thisRelease } from './previous-release.js';

let copies = 0;

/** Those that need no other release to be running. */
const usable = handovers.filter(({ needsBoth }) => needsBoth !== true);
const isTrue = () => true;
const isFalse = () => false;

describe('A defect that breaks what was given out', () => {
  let redis: TestRedis | undefined;
  let smtp: SmtpServer;
  let clock: LibraryClock;
  let databaseUrl: string;
  let given: ReadonlyMap<string, Given>;
  let copy: Planted | undefined;
  let resetRedis: () => Promise<void>;

  before(async function () {
    [redis, smtp, clock] = await Promise.all([privateRedis(), startSmtp(), libraryClock()]);
    // The warning that something is not installed is printed already.
    if (!redis || !clock.canMove) this.skip();
    databaseUrl = await freshDatabase('seeded');
    const present = await open(thisRelease.dist, databaseUrl, true);
    given = await obtainAll(present);
    await present.close();
    resetRedis = await noteRedis(redis.url);
  });
  afterEach(async () => {
    await endProcesses();
    await copy?.remove();
  });
  after(() => Promise.all([redis?.stop(), smtp.stop(), clock.remove()]));

  for (const plant of isShort ? plants.filter((_, index) => index % 10 === 0) : plants) {
    it(`is noticed where it does, and nowhere else: ${plant.title}`, async () => {
      const expected = usable.filter(({ title }) => plant.breaks.test(title)).map(({ title }) => title);
      expect(await brokenBy(plant)).to.deep.equal(expected);
      expect(expected).not.to.deep.equal([]);
    });
  }

  /** The titles of the handovers that fail. */
  async function brokenBy(plant: Plant): Promise<string[]> {
    copy = await planted(plant);
    // Failed sign-ins would add up over all plants.
    await resetRedis();
    await clock.moveAhead(0);
    const library = await open(copy.dist, await copyOf(databaseUrl), plant.ofItsOwn === true);
    const things = plant.ofItsOwn ? await obtainAll(library) : given;
    const broken: string[] = [];
    for (const handover of usable) {
      const thing = things.get(handover.title);
      const works = thing && (await useLater(thing, handover, library).then(isTrue, isFalse));
      if (!works) broken.push(handover.title);
    }
    return broken;
  }

  function open(dist: string, url: string, hasWorker: boolean): Promise<Library> {
    return Library.open(
      { name: dist, dist },
      { databaseUrl: url, redisUrl: redis?.url, smtp, clock },
      hasWorker,
    );
  }
});

/** A copy of a database that nobody is connected to. */
async function copyOf(databaseUrl: string): Promise<string> {
  const url = new URL(databaseUrl);
  const name = `plant_${process.pid}_${++copies}`;
  await administrate(`create database ${name} template ${url.pathname.slice(1)}`);
  url.pathname = `/${name}`;
  return url.href;
}
