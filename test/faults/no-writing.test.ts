import { expect } from 'chai';
import { report } from '../support/faults/fault-report.js';
import { Onlooker } from '../support/faults/onlooker.js';
import { failures, isDone, isPutOff, slowest, tallyOf } from '../support/faults/replies.js';
import { smallDisk, type SmallDisk } from '../support/faults/small-disk.js';
import { Traffic } from '../support/faults/traffic.js';
import { expectInvariants } from '../support/invariants.js';
import { administrate, freshDatabase } from '../support/postgres.js';
import { endProcesses } from '../support/real-process.js';
import { startDeployed, type ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';

const reads = ['/v1/books/1', '/v1/books/2', '/v1/books/search?q=crime', '/v2/me/loans', '/v1/books/popular'];

/** A fault that prevents PostgreSQL from writing. */
interface Fault {
  readonly what: string;
  readonly begin: () => Promise<void>;
  readonly end: () => Promise<void>;
}

describe('When PostgreSQL cannot write', function () {
  this.timeout(60_000);
  let disk: SmallDisk | undefined;
  let databaseUrl: string;
  let service: ServiceProcess;
  let traffic: Traffic;
  let onlooker: Onlooker;

  before(async () => {
    disk = await smallDisk();
    if (disk) await administrate(`create tablespace small location '${disk.folder}'`);
    databaseUrl = await freshDatabase('seeded', disk && 'small');
    service = await startDeployed(databaseUrl);
    traffic = await Traffic.through(service.url, databaseUrl);
    onlooker = await Onlooker.of(databaseUrl);
  });
  after(async () => {
    await endProcesses();
    await onlooker.leave();
    if (!disk) return;
    await administrate(`drop database ${nameOf(databaseUrl)} with (force)`);
    await administrate('drop tablespace small');
    await disk.remove();
  });

  it('because its disk is full, writes get 503, and reads succeed', async () => {
    const fault = disk ? { what: 'disk full', begin: disk.fill, end: disk.freeSpace } : pretendedFullDisk();
    await suffer(fault);
  });

  it('because it is read-only, writes get 503, and reads succeed', () =>
    suffer({ what: 'read-only', begin: () => readOnly('on'), end: () => readOnly('off') }));

  async function suffer({ what, begin, end }: Fault): Promise<void> {
    const before = await Promise.all(Array.from({ length: 20 }, () => traffic.write()));
    expect(before.every(isDone), tallyOf(before)).to.equal(true);
    await begin();
    // PostgreSQL first uses the free space in its pages.
    await until(async () => isPutOff(await traffic.write()), 20_000);
    const writes = await Promise.all(Array.from({ length: 100 }, () => traffic.write()));
    const seen = await Promise.all(
      Array.from({ length: 100 }, (_, n) => traffic.read(reads[n % reads.length] ?? '')),
    );
    await end();
    const ended = performance.now();
    await until(async () => isDone(await traffic.write()));
    report(`PostgreSQL ${what}`, 'writes 503, reads go on', {
      writes: tallyOf(writes),
      reads: tallyOf(seen),
      'slowest (ms)': slowest([...writes, ...seen]),
      failed: failures([...writes, ...seen]).length,
      'healed after (s)': (performance.now() - ended) / 1_000,
    });
    expect(failures(writes)).to.deep.equal([]);
    // A return that is already done writes nothing.
    expect(writes.filter(isPutOff), 'put off').to.have.length.above(20);
    expect(tallyOf(seen)).to.equal('100 × 200');
    await expectInvariants(databaseUrl);
  }

  /** A standby that was promoted to primary is the reverse: its connections are opened anew. */
  async function readOnly(state: 'on' | 'off'): Promise<void> {
    await administrate(`alter database ${nameOf(databaseUrl)} set default_transaction_read_only = ${state}`);
    await administrate(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'shelflife' and datname = '${nameOf(databaseUrl)}'`,
    );
  }

  /** Where no disk can be mounted, PostgreSQL itself reports a full disk, at the same places. */
  function pretendedFullDisk(): Fault {
    const createDiskFull = `create function disk_full() returns trigger language plpgsql as $$ begin
      raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$`;
    return {
      what: 'disk full (simulated by a trigger: no disk could be mounted)',
      begin: async () => {
        await onlooker.rows(createDiskFull);
        await onlooker.rows(
          'create trigger disk_full before insert on audit_event execute function disk_full()',
        );
      },
      end: async () => void (await onlooker.rows('drop function disk_full cascade')),
    };
  }
});

const nameOf = (databaseUrl: string): string => new URL(databaseUrl).pathname.slice(1);
