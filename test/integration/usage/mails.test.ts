import { expect } from 'chai';
import sql from 'sql-template-tag';
import { OtherLifecycles } from '../../../src/composition/start/mounting.js';
import { runJob } from '../../support/jobs.js';
import { startLibrary, type Library } from '../../support/library.js';
import { startSmtp, type SmtpServer } from '../../support/smtp.js';
import { in23, writeUsage } from '../../support/usage.js';
import { addCalls, addConsumer, type CallerWish } from '../../support/usage/counted.js';
import {
  arrivedMails,
  callDeprecated,
  endOfListBooks,
  setContacts,
} from '../../support/usage/deprecated-calls.js';

const { id } = endOfListBooks;
const operators = 'operators@example.org';

describe('Mails about ends of life', function () {
  this.timeout(60_000);
  let library: Library;
  let smtp: SmtpServer;
  before(async () => {
    smtp = await startSmtp();
    library = await startLibrary({
      config: { smtpUrl: smtp.url, libraryEmail: operators, publicUrl: 'https://library.example' },
      overrides: [
        (container) =>
          container.registerInstance<OtherLifecycles>(OtherLifecycles, { 'v1.listBooks': endOfListBooks }),
      ],
    });
  });
  after(async () => {
    await library.stop();
    await smtp.stop();
  });
  /** Each test begins on the same day, and nobody has called or was told anything. */
  beforeEach(async () => {
    moveTo('2026-12-01T09:30:00Z');
    await writeUsage(library);
    await library.rows(sql`truncate consumer, lifecycle_state cascade`);
    smtp.refused.clear();
    smtp.messages.splice(0);
  });

  const plan = () => runJob(library.service, 'usage.plan_mails');
  const send = () => runJob(library.service, 'usage.send_mails');
  const now = () => library.clock.now();
  const ago = (hours: number) => new Date(now().getTime() - hours * 3_600_000);
  /** The mails of a run, but for the one to operators. */
  async function told() {
    await plan();
    await send();
    return (await arrivedMails(smtp)).filter(({ to }) => to[0] !== operators);
  }
  const faults = (job: Promise<void>) =>
    job.then(
      () => 0,
      (error: AggregateError) => error.errors.length,
    );
  const moveTo = (moment: string) =>
    library.clock.advance({ seconds: (new Date(moment).getTime() - now().getTime()) / 1_000 });

  async function client(email: string | null, wish: CallerWish = {}, second: string | null = null) {
    const consumer = await addConsumer(library, { name: email ?? 'Nobody', ...wish });
    await setContacts(library, consumer, email, second);
    await callDeprecated(library, consumer, ago(2), { calls: 4 });
    return consumer;
  }
  const notifications = (consumer: number) =>
    library.rows<{ stage: string; state: string; address: string | null }>(sql`
      select stage, state, address from lifecycle_mail where consumer_id = ${consumer} order by id`);
  const announcements = () =>
    library.rows<{ consumer_id: number }>(sql`select consumer_id from lifecycle_announcement`);

  it('go once to the owner of a program through which forty patrons call', async () => {
    const owner = await library.addMember({ role: 'librarian' });
    await library.rows(sql`
      update patron set email = 'owner@example.org', first_name = 'Ada' where id = ${owner.id}`);
    await library.api.post('/v2/client-programs', {
      token: owner.token,
      json: { program: 'https://reader.example', name: 'Reader' },
      headers: in23,
    });
    for (let number = 0; number < 40; number++) {
      const { token } = await library.addMember();
      const headers = { Origin: 'https://reader.example', 'User-Agent': `Mozilla/${number}` };
      expect((await library.api.get('/v1/books', { token, headers })).status).to.equal(200);
    }
    await writeUsage(library);
    const mails = await told();
    expect(mails.map(({ to }) => to)).to.deep.equal([['owner@example.org']]);
    expect(mails[0]?.text).to.include('listBooks (v1): 40 calls in 30 days');
    expect(mails[0]?.text.match(/request /g)).to.have.length(5);
    expect(await announcements()).to.have.length(1);
  });

  it('show operation, count, last call, requests, agents, minor, dates, successor, guide, report and a rehearsal', async () => {
    const consumer = await client('kiosk@example.org', { name: 'Kiosk' });
    await callDeprecated(library, consumer, ago(1), {
      requestId: 'abc-1',
      userAgent: 'Kiosk/4 (http://bad.example)',
    });
    const [mail] = await told();
    expect(mail?.subject).to.equal('Kiosk calls something that is deprecated');
    for (const each of [mail?.text, mail?.html])
      expect(
        each
          ?.replaceAll('&#x2F;', '/')
          .replaceAll('&quot;', '"')
          .replaceAll('&amp;', '&')
          .replaceAll('&#x3D;', '='),
      )
        .to.include('listBooks (v1): 5 calls in 30 days, the last at 2026-12-01 08:30:00 UTC'.slice(11))
        .and.to.include(
          'request abc-1, status 200, as minor 1.0 (the default of the major), by Kiosk/4 (http[:]//bad[.]example)',
        )
        .and.to.include('2027-01-01')
        .and.to.include('2028-01-01')
        .and.to.include('https://library.example/v2/books')
        .and.to.include('https://library.example/docs/guides/v1-change-user-role')
        .and.to.match(/https:\/\/library.example\/developers\/migration-report\?from=1.0&to=2\.\d/)
        .and.to.include('https://library.example/developers')
        .and.to.include("curl -i 'https://library.example/v1/books'")
        .and.to.include(
          `-H 'Prefer: lifecycle-at="2028-01-01T00:00:00Z"'`.replaceAll(
            "'",
            each === mail?.html ? '&#39;' : "'",
          ),
        );
  });

  it('are sent once although several workers plan and send at once, and again on the same day', async () => {
    const consumers = [];
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'])
      consumers.push(await client(`${name}@example.org`));
    await Promise.all([plan(), plan(), plan()]);
    await Promise.all([send(), send(), send(), plan().then(send)]);
    expect((await arrivedMails(smtp)).map(({ to }) => to[0])).to.have.length(12);
    expect(await told()).to.deep.equal([]);
    expect(await announcements()).to.have.length(consumers.length);
    library.clock.advance({ days: 1 });
    expect(await told()).to.deep.equal([]);
  });

  it('are made whole or not at all when a worker is killed, and made later by the next one', async () => {
    for (const name of ['a', 'b', 'c']) await client(`${name}@example.org`);
    // The transaction of the second client fails as if the process had died in it.
    await library.rows(sql`
      create function die() returns trigger language plpgsql as $$ begin
        if (select count(*) from lifecycle_mail) >= 1 then raise exception 'killed'; end if; return new; end $$`);
    await library.rows(
      sql`create trigger die before insert on lifecycle_mail for each row execute function die()`,
    );
    await plan().catch(() => undefined);
    await library.rows(sql`drop trigger die on lifecycle_mail`);
    expect(await library.rows(sql`select id from lifecycle_digest`)).to.have.length(1);
    expect((await told()).map(({ to }) => to[0])).to.deep.equal([
      'a@example.org',
      'b@example.org',
      'c@example.org',
    ]);
    expect(await told()).to.deep.equal([]);
  });

  it('are not sent again when the worker died after a mail was sent, except for the one that it was sending', async () => {
    for (const name of ['a', 'b']) await client(`${name}@example.org`);
    await plan();
    await library.rows(sql`
      create function die() returns trigger language plpgsql as $$ begin
        if new.state = 'delivered' and new.consumer_id = (select max(consumer_id) from lifecycle_mail)
        then raise exception 'killed'; end if; return new; end $$`);
    await library.rows(
      sql`create trigger die before update on lifecycle_mail for each row execute function die()`,
    );
    expect(await faults(send())).to.equal(1);
    await library.rows(sql`drop trigger die on lifecycle_mail`);
    const [, lost] = await arrivedMails(smtp);
    library.clock.advance({ seconds: 121 });
    const again = await told();
    expect(again.map((mail) => [mail.to[0], mail.id])).to.deep.equal([['b@example.org', lost?.id]]);
  });

  it('do not go to the own programs, to probes, to anybody without a token, or without evidence', async () => {
    for (const wish of [{ class: 'internal' }, { class: 'probe' }, { kind: 'anonymous' }] as const)
      await client('never@example.org', wish);
    const silent = await addConsumer(library);
    await setContacts(library, silent, 'never@example.org');
    await addCalls(library, silent, ago(2));
    expect(await told()).to.deep.equal([]);
    expect(await library.rows(sql`select id from lifecycle_mail`)).to.deep.equal([]);
  });

  it('count as told only when the server has taken them', async () => {
    await client('full@example.org');
    smtp.refused.set('full@example.org', 452);
    await plan();
    expect(await faults(send())).to.equal(1);
    expect(await announcements()).to.deep.equal([]);
    library.clock.advance({ seconds: 119 });
    expect(await faults(send()), 'too early').to.equal(0);
    smtp.refused.clear();
    library.clock.advance({ seconds: 2 });
    await send();
    expect((await arrivedMails(smtp)).map(({ to }) => to[0])).to.deep.equal(['full@example.org']);
    expect(await announcements()).to.have.length(1);
  });

  it('go to the second address when the first one is refused', async () => {
    const consumer = await client('gone@example.org', {}, 'second@example.org');
    smtp.refused.set('gone@example.org', 550);
    expect((await told()).map(({ to }) => to)).to.deep.equal([['second@example.org']]);
    expect(await notifications(consumer)).to.deep.equal([
      { stage: 'announce', state: 'delivered', address: 'second@example.org' },
    ]);
  });

  it('continue with the second address when the worker died between both', async () => {
    const consumer = await client('gone@example.org', {}, 'second@example.org');
    smtp.refused.set('gone@example.org', 550).set('second@example.org', 451);
    await plan();
    expect(await faults(send())).to.equal(1);
    expect((await notifications(consumer))[0]?.state).to.equal('bounced');
    smtp.refused.clear();
    library.clock.advance({ seconds: 121 });
    expect((await told()).map(({ to }) => to)).to.deep.equal([['second@example.org']]);
  });

  it('count as not told, for operators to do something, when every address is refused or there is none', async () => {
    const refused = await client('gone@example.org', { name: 'Refused' }, 'also@example.org');
    const nobody = await client(null, { name: 'Wild' });
    smtp.refused.set('gone@example.org', 550).set('also@example.org', 550);
    await told();
    expect(await notifications(refused)).to.deep.equal([
      { stage: 'announce', state: 'untold', address: 'gone@example.org, also@example.org' },
    ]);
    expect(await notifications(nobody)).to.deep.equal([
      { stage: 'announce', state: 'untold', address: null },
    ]);
    expect(await announcements()).to.deep.equal([]);
    library.clock.advance({ days: 1 });
    await plan();
    await send();
    const mails = await arrivedMails(smtp);
    expect(mails.map(({ to, subject }) => [to[0], subject])).to.deep.equal([
      [operators, 'Sunsets on 2026-12-02: 0 held, 2 clients not told'],
    ]);
    expect(mails[0]?.text)
      .to.include(`- Refused (client ${refused}): 4 calls of ${id} in 30 days`)
      .and.to.include('its addresses are refused')
      .and.to.match(/Wild .*nobody has registered this program/);
  });

  it('are tried again once there is another address', async () => {
    const consumer = await client(null);
    expect(await told()).to.deep.equal([]);
    await setContacts(library, consumer, 'new@example.org');
    expect((await told()).map(({ to }) => to)).to.deep.equal([['new@example.org']]);
    expect(await announcements()).to.have.length(1);
  });

  it('are given up after two days, and then count as not told', async () => {
    const consumer = await client('full@example.org');
    smtp.refused.set('full@example.org', 452);
    await plan();
    expect(await faults(send())).to.equal(1);
    library.clock.advance({ days: 2, seconds: 60 });
    expect(await faults(send())).to.equal(0);
    expect((await notifications(consumer))[0]?.state).to.equal('untold');
  });

  it('go to both addresses in the last 14 days, muted or not', async () => {
    const consumer = await client('first@example.org', {}, 'second@example.org');
    await told();
    await library.rows(sql`update consumer set muted_until = '2029-01-01' where id = ${consumer}`);
    moveTo('2027-12-10T09:00:00Z');
    await callDeprecated(library, consumer, ago(1));
    expect(await told()).to.deep.equal([]);
    moveTo('2027-12-18T09:00:00Z');
    const [mail] = await told();
    expect(mail?.to).to.deep.equal(['first@example.org', 'second@example.org']);
    expect(mail?.subject).to.equal('first@example.org calls something that ends within 14 days');
  });

  it('tell how many calls a brownout has refused', async () => {
    const consumer = await client('first@example.org');
    await told();
    const [from] = ['2027-11-02T14:00:00Z'];
    moveTo(from);
    await callDeprecated(library, consumer, new Date('2027-11-02T14:05:00Z'), {
      calls: 3,
      outcome: 'brownout',
    });
    moveTo('2027-11-03T09:00:00Z');
    const [mail] = await told();
    expect(mail?.text).to.include('3 of your calls got the status 410.');
  });

  it('tell operators daily of held sunsets, with the clients that hold them', async () => {
    const consumer = await client('first@example.org', { name: 'Kiosk' });
    moveTo('2028-01-01T00:05:00Z');
    await callDeprecated(library, consumer, ago(20), { calls: 7 });
    await library.rows(sql`
      insert into usage_day select consumer_id, 'getBook', 1, '1.0', 'default', '', day::date, '2xx', 1, day
      from usage_hour, generate_series('2027-11-01'::date, '2028-01-01', interval '1 day') as day
      on conflict do nothing`);
    await runJob(library.service, 'usage.decide_lifecycles');
    for (const day of ['2028-01-01', '2028-01-02']) {
      await plan();
      await send();
      const mails = (await arrivedMails(smtp)).filter(({ to }) => to[0] === operators);
      expect(mails.map(({ subject }) => subject)).to.deep.equal([
        `Sunsets on ${day}: 1 held, 0 clients not told`,
      ]);
      expect(mails[0]?.text)
        .to.include('v1-list-books should have ended on 2028-01-01')
        .and.to.include(`- Kiosk (client ${consumer}): 7 calls in 30 days`);
      await plan();
      await send();
      expect((await arrivedMails(smtp)).filter(({ to }) => to[0] === operators)).to.deep.equal([]);
      library.clock.advance({ days: 1 });
    }
  });

  it('leave nothing of an account that is closed', async () => {
    const owner = await library.addMember();
    const consumer = await client('first@example.org', { kind: 'key', patronId: owner.id });
    await told();
    library.clock.advance({ days: 31 });
    await callDeprecated(library, consumer, ago(1));
    await plan();
    await library.api.delete('/v2/me', { token: owner.token });
    const left = await library.rows(sql`
      select consumer_id from lifecycle_mail union all select consumer_id from lifecycle_digest where consumer_id > 0`);
    expect(left).to.deep.equal([]);
  });
});
