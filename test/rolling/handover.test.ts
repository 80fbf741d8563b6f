import { privateRedis, type TestRedis } from '../support/redis.js';
import { freshDatabase } from '../support/postgres.js';
import { endProcesses } from '../support/real-process.js';
import { startSmtp, type SmtpServer } from '../support/smtp.js';
import { handovers, obtainAll, useLater, type Given } from './handover/all.js';
import { libraryClock, type LibraryClock } from './handover/clock.js';
import { Library } from './handover/library.js';
import { previousRelease, thisRelease } from './previous-release.js';
import { migrate, runCli } from './upgrade.js';

describe('What was given out', () => {
  let redis: TestRedis | undefined;
  let smtp: SmtpServer;
  let clock: LibraryClock;
  let [old, present]: Library[] = [];
  let [byOld, byPresent]: ReadonlyMap<string, Given>[] = [];

  before(async () => {
    [redis, smtp, clock] = await Promise.all([privateRedis(), startSmtp(), libraryClock()]);
    const [release, databaseUrl] = [await previousRelease(), await freshDatabase('empty')];
    await runCli(release, databaseUrl, 'db', 'migrate');
    await runCli(release, databaseUrl, 'db', 'seed');
    const around = { databaseUrl, redisUrl: redis?.url, smtp, clock };
    old = await Library.open(release, around);
    byOld = await obtainAll(old);
    await migrate(thisRelease, databaseUrl);
    present = await Library.open(thisRelease, around);
    byPresent = await obtainAll(present);
  });
  after(async () => {
    await endProcesses();
    await Promise.all([redis?.stop(), smtp.stop(), clock.remove()]);
  });

  describe('by this release is used at the one before, while both run', () => {
    each(() => [byPresent, old]);
  });

  describe('by the release before is used at this one', () => {
    each(() => [byOld, present]);
  });

  function each(used: () => [ReadonlyMap<string, Given> | undefined, Library | undefined]): void {
    for (const handover of handovers) {
      it(handover.title, async function () {
        // The warning that something is not installed is printed already.
        if ((handover.after && !clock.canMove) || (handover.needsRedis && !redis)) this.skip();
        const [uses, at] = used();
        const given = uses?.get(handover.title);
        if (given && at) await useLater(given, handover, at);
      });
    }
  }
});
