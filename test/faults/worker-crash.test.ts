import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { Client } from 'pg';
import PostalMime from 'postal-mime';
import { report } from '../support/faults/fault-report.js';
import { inForm } from '../support/faults/form.js';
import { freshDatabase } from '../support/postgres.js';
import { endProcesses, type RealProcess } from '../support/real-process.js';
import { launchWorker } from '../support/service-process.js';
import { startSmtp, type SmtpServer } from '../support/smtp.js';
import { until } from '../support/until.js';

const kills = inForm(6, 100);
const eventsEach = 300;
const readersEach = 15;

/** A time zone where it is about noon, so that mails may be sent and the day does not end meanwhile. */
function whereItIsNoon(): string {
  const east = 12 - new Date().getUTCHours();
  return `Etc/GMT${east > 0 ? '-' : '+'}${Math.abs(east)}`;
}

describe('A worker that is killed while it works', function () {
  this.timeout(120_000 + kills * 10_000);
  let database: Client;
  let databaseUrl: string;
  let smtp: SmtpServer;
  before(async () => {
    databaseUrl = await freshDatabase('migrated');
    database = new Client({ connectionString: databaseUrl });
    await database.connect();
    smtp = await startSmtp();
  });
  after(async () => {
    await endProcesses();
    await database.end();
    await smtp.stop();
  });

  const start = (): RealProcess =>
    launchWorker(databaseUrl, { LIBRARY_TIME_ZONE: whereItIsNoon(), SMTP_URL: smtp.url });

  it(`loses nothing in ${kills} kills, delivers no event twice, and mails each patron once`, async () => {
    const started = performance.now();
    let midway = 0;
    await addWork();
    let worker = start();
    for (let number = 1; number <= kills; number++) {
      await worker.says(/"working"/);
      const next = start();
      await sleep(Math.random() * 500);
      worker.signal('SIGKILL');
      await worker.ended;
      if ((await count('outbox_event where delivered_at is null')) > 0) midway++;
      if (number < kills) await addWork();
      await letMinutesPass();
      worker = next;
    }
    await worker.says(/"working"/);
    await until(async () => (await count('outbox_event where delivered_at is null')) === 0, 60_000);
    await untilWritten();
    worker.signal('SIGTERM');
    expect((await worker.ended).code).to.equal(0);

    const messages = await Promise.all(smtp.messages.map((raw) => PostalMime.parse(raw)));
    const ids = new Set(messages.map(({ messageId }) => messageId));
    report(`kill -9 of the worker, ${kills} ×`, 'nothing lost, told twice or written twice', {
      events: kills * eventsEach,
      'kills amid a delivery': midway,
      'readers written to': ids.size,
      'mails sent again under their old id': messages.length - ids.size,
      'took (s)': (performance.now() - started) / 1_000,
    });
    const { rows } = await database.query('select sum(lent)::int as lent from loan_day');
    expect(rows, 'events in effect').to.deep.equal([{ lent: kills * eventsEach }]);
    expect(await count(`outbox_receipt where consumer = 'circulation.tally'`)).to.equal(kills * eventsEach);
    expect(ids.size, 'mailed patrons').to.equal(kills * readersEach);
    expect(midway, 'kills amid a delivery').to.be.above(0);
  });

  /**
   * Events claimed by a killed worker are claimed again after minutes; and a day that was being planned is planned
   * again.
   */
  async function letMinutesPass(): Promise<void> {
    await database.query('update notice set retry_at = now() where settled_at is null');
    await database.query('delete from notice_day');
    for (const job of ['notices.plan', 'notices.send'])
      await database.query('select graphile_worker.add_job($1, job_key => $1)', [job]);
  }

  /** Until everything is planned, and everything planned is sent. */
  async function untilWritten(): Promise<void> {
    const planned = kills * readersEach;
    await until(async () => {
      await letMinutesPass();
      return until(async () => (await count('notice where settled_at is not null')) === planned, 5_000).then(
        () => true,
        () => false,
      );
    }, 60_000);
    expect(await count('notice')).to.equal(planned);
  }

  async function addWork(): Promise<void> {
    await addReaders();
    await addEvents();
  }

  async function addEvents(): Promise<void> {
    await database.query(
      `insert into outbox_event (at, name, aggregate_type, aggregate_id, payload, retry_at)
       select now(), 'circulation.loan_opened', 'loan', n % 100, '{}', now() from generate_series(1, $1::int) as n`,
      [eventsEach],
    );
  }

  /** Each with a loan that is due the day after tomorrow. */
  async function addReaders(): Promise<void> {
    await database.query(
      `with book as (
         insert into book (title, revision, created_at, updated_at) values ('Killed', 1, now(), now()) returning id),
       readers as (
         insert into patron (card_number, username, email, role, category, created_at, updated_at)
         select card, card, card || '@example.org', 'patron', 'adult', now(), now()
         from (select 'K' || nextval('patron_card_number') as card from generate_series(1, $1::int)) as cards
         returning id),
       copies as (
         insert into copy (book_id, barcode, kind, status, created_at)
         select book.id, 'K' || readers.id, 'standard', 'on_loan', now() from book, readers
         returning id, book_id, substr(barcode, 2)::bigint as patron_id)
       insert into loan (copy_id, book_id, patron_id, out_at, due_at, renewals, terms)
       select id, book_id, patron_id, now(), now() + interval '2 days', 0, '{}' from copies`,
      [readersEach],
    );
  }

  async function count(what: string): Promise<number> {
    const { rows } = await database.query<{ count: number }>(`select count(*)::int as count from ${what}`);
    return rows[0]?.count ?? 0;
  }
});
