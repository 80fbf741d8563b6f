import { expect } from 'chai';
import PostalMime from 'postal-mime';
import sql from 'sql-template-tag';
import type { Config } from '../../../config/index.js';
import { PatronService } from '../../../src/application/accounts/patrons/patron-service.js';
import { CopyRecordService } from '../../../src/application/catalogue/copy-record-service.js';
import { LoanService } from '../../../src/application/circulation/loan-service.js';
import { runJob } from '../../support/jobs.js';
import { startLibrary, type Library, type Member } from '../../support/library.js';
import { startSmtp, type SmtpServer } from '../../support/smtp.js';

interface Seen {
  readonly to: string | undefined;
  readonly id: string | undefined;
  readonly text: string;
}

describe('Notices', () => {
  let library: Library;
  let smtp: SmtpServer;
  const begin = async (config: Partial<Config> = {}) => {
    library = await startLibrary({ config: { smtpUrl: smtp.url, ...config } });
  };
  beforeEach(async () => {
    smtp = await startSmtp();
  });
  afterEach(async () => {
    await library.stop();
    await smtp.stop();
  });

  const plan = () => runJob(library.service, 'notices.plan');
  const send = () => runJob(library.service, 'notices.send');
  /** The faults in the log of a job. */
  const faults = (job: Promise<void>) =>
    job.then(
      () => 0,
      (error: AggregateError) => error.errors.length,
    );

  /** The mails since the last call. */
  async function arrived(): Promise<Seen[]> {
    const mails = await Promise.all(smtp.messages.splice(0).map((raw) => PostalMime.parse(raw)));
    return mails.map(({ to, messageId, text = '' }) => ({ to: to?.[0]?.address, id: messageId, text }));
  }

  async function reader(name: string): Promise<Member> {
    const member = await library.addMember();
    await library.rows(sql`
      update patron set email = ${`${name}@example.org`}, first_name = ${name} where id = ${member.id}`);
    return member;
  }

  /** A loan of today, due in 21 days, on 22 December. */
  async function lend({ id }: Member, title: string): Promise<number> {
    const bookId = await library.addBook({
      title,
      contributors: [{ name: 'Tove Jansson', role: 'author' }],
    });
    const loans = library.service.container.resolve(LoanService);
    return (await loans.borrow(bookId, id, { patronId: id, role: 'patron' })).id;
  }

  /** Moves the clock to an hour of a later day of December, in UTC. It begins on the 1st at half past nine. */
  function on(day: number, hour = 9): void {
    const then = Date.UTC(2026, 11, day, hour);
    library.clock.advance({ seconds: (then - library.clock.now().getTime()) / 1_000 });
  }

  async function writes(): Promise<Seen[]> {
    await plan();
    await send();
    return arrived();
  }

  it('are sent two days before, a day after and then every week: one mail per patron for all loans', async () => {
    await begin();
    const ada = await reader('Ada');
    const first = await lend(ada, 'The Summer Book');
    await lend(ada, 'Fair Play');
    await lend(await reader('Grace'), 'Moominvalley');
    const days: number[] = [];
    for (let day = 1; day <= 31; day++) {
      on(day);
      const mails = await writes();
      if (mails.length > 0) days.push(day);
      if (day === 20) {
        expect(mails.map(({ to }) => to)).to.have.members(['Ada@example.org', 'Grace@example.org']);
        const toAda = mails.find(({ to }) => to === 'Ada@example.org');
        expect(toAda?.id).to.equal(`<digest-2026-12-20-${ada.id}@example.org>`);
        expect(toAda?.text)
          .to.include('The Summer Book, by Tove Jansson: due on 2026-12-22')
          .and.to.include('Fair Play')
          .and.to.not.include('overdue');
        await library.service.container
          .resolve(LoanService)
          .return(first, { patronId: ada.id, role: 'patron' });
      }
      if (day === 23) expect(mails.find(({ to }) => to === 'Ada@example.org')?.text).to.not.include('Summer');
    }
    expect(days).to.deep.equal([20, 23, 30]);
  });

  it('do not mention a loan whose copy was reported lost, also not to the staff, and count no return', async () => {
    await begin({ libraryEmail: 'desk@example.org' });
    const ada = await reader('Ada');
    await lend(ada, 'The Summer Book');
    await lend(ada, 'Fair Play');
    const [copy] = await library.rows<{ id: number }>(sql`
      select copy.id from copy join book on book.id = book_id where title = 'The Summer Book'`);
    await library.service.container.resolve(CopyRecordService).move(copy?.id ?? 0, 'lost');
    await runJob(library.service, 'kernel.deliver_events');
    on(2, 9);
    expect((await writes())[0]?.text).to.include('2 lent, 0 renewed, 0 returned');
    on(23, 9);
    const mails = await writes();
    expect(mails.map(({ to }) => to)).to.include.members(['Ada@example.org', 'desk@example.org']);
    for (const { text } of mails) expect(text).to.include('Fair Play').and.to.not.include('Summer');
  });

  it('are sent once a local day, from eight o’clock on, in the time zone of the library', async () => {
    await begin({ libraryTimeZone: 'Asia/Tokyo' });
    await lend(await reader('Ada'), 'Kokoro');
    // Due on the 22nd in Tokyo. There the 20th begins at 15:00 UTC of the 19th, and it is eight at 23:00 UTC.
    on(19, 22);
    expect(await writes()).to.have.length(0);
    on(19, 23);
    const [mail] = await writes();
    expect(mail?.id).to.match(/^<digest-2026-12-20-/);
    on(20, 14);
    expect(await writes()).to.have.length(0);
  });

  it('are sent once although several workers plan and send at the same time, repeatedly', async () => {
    await begin();
    for (const name of ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L'])
      await lend(await reader(name), `Of ${name}`);
    on(20);
    await Promise.all([plan(), plan(), plan()]);
    await Promise.all([send(), send(), send(), plan().then(send)]);
    const ids = (await arrived()).map(({ id }) => id);
    expect([ids.length, new Set(ids).size]).to.deep.equal([12, 12]);
    expect(await writes()).to.deep.equal([]);
  });

  it('are sent once for days on which no worker ran', async () => {
    await begin();
    await lend(await reader('Ada'), 'Late');
    on(18);
    expect(await writes()).to.have.length(0);
    on(22, 10);
    expect((await writes()).map(({ text }) => text.includes('due on 2026-12-22'))).to.deep.equal([true]);
    on(23);
    expect(await writes()).to.have.length(1);
  });

  it('are not sent without an e-mail address, nor for an account that was closed meanwhile', async () => {
    await begin();
    await lend(library.patron, 'No address');
    const leaving = await reader('Leaving');
    const loan = await lend(leaving, 'Nearly gone');
    on(20);
    await plan();
    const { container } = library.service;
    await container.resolve(LoanService).return(loan, { patronId: leaving.id, role: 'patron' });
    await container.resolve(PatronService).close(leaving.id);
    await send();
    expect(await arrived()).to.deep.equal([]);
    expect(await library.rows(sql`select id from notice where settled_at is null`)).to.deep.equal([]);
  });

  it('are retried with growing delays when the server refuses them, while the others arrive', async () => {
    await begin();
    await lend(await reader('Ada'), 'Taken');
    await lend(await reader('Full'), 'Not taken');
    smtp.refused.set('Full@example.org', 452);
    on(20);
    await plan();
    expect(await faults(send())).to.equal(1);
    expect((await arrived()).map(({ to }) => to)).to.deep.equal(['Ada@example.org']);
    expect(await faults(send()), 'too early').to.equal(0);
    library.clock.advance({ seconds: 120 });
    expect(await faults(send())).to.equal(1);
    library.clock.advance({ seconds: 120 });
    expect(await faults(send()), 'before the next attempt is due').to.equal(0);
    smtp.refused.clear();
    library.clock.advance({ seconds: 120 });
    expect(await faults(send())).to.equal(0);
    expect((await arrived()).map(({ to }) => to)).to.deep.equal(['Full@example.org']);
  });

  it('are given up after two days, and are deleted after a month', async () => {
    await begin();
    await lend(await reader('Full'), 'Never taken');
    smtp.refused.set('Full@example.org', 550);
    on(20);
    await plan();
    expect(await faults(send())).to.equal(1);
    on(22, 23);
    expect(await faults(send())).to.equal(1);
    on(23, 7);
    expect(await faults(send())).to.equal(0);
    library.clock.advance({ days: 31, hours: 2 });
    await plan();
    expect(await library.rows(sql`select id from notice where day < '2026-12-24'`)).to.deep.equal([]);
  });

  it('report to the staff every morning the overdue loans, by card and barcode, and the counts of the day before', async () => {
    await begin({ libraryEmail: 'desk@example.org' });
    const ada = await reader('Ada');
    await lend(ada, 'Somewhere');
    await runJob(library.service, 'kernel.deliver_events');
    on(2, 4);
    expect(await writes(), 'before five').to.deep.equal([]);
    on(2, 5);
    const [quiet] = await writes();
    expect(quiet?.text)
      .to.include('Overdue on 2026-12-02: 0')
      .and.to.include('1 lent, 0 renewed, 0 returned');
    expect(await writes(), 'once a day').to.deep.equal([]);
    on(23, 5);
    const [list] = await writes();
    expect(list).to.include({ to: 'desk@example.org', id: '<overdue-2026-12-23@example.org>' });
    const [row] = await library.rows<{ card: string; barcode: string }>(sql`
      select card_number as card, barcode from loan
      join patron on patron.id = patron_id join copy on copy.id = copy_id`);
    expect(list?.text)
      .to.include('Overdue on 2026-12-23: 1')
      .and.to.include(`due 2026-12-22, copy ${row?.barcode}, card ${row?.card}: Somewhere`)
      .and.to.not.include('Ada');
  });
});
