import { expect } from 'chai';
import sql from 'sql-template-tag';
import { runJob } from '../../support/jobs.js';
import type { Library } from '../../support/library.js';
import type { SmtpServer } from '../../support/smtp.js';
import { in23, writeUsage } from '../../support/usage.js';
import { addCalls, addConsumer } from '../../support/usage/counted.js';
import { arrivedMails, callDeprecated, setContacts } from '../../support/usage/deprecated-calls.js';
import { Mailing, operators } from '../../support/usage/mailing.js';

/** The text of HTML, as far as mails escape it. */
function unescaped(html: string): string {
  const signs = { '#x2F': '/', '#x3D': '=', '#39': "'", quot: '"', amp: '&' };
  return Object.entries(signs).reduce((text, [name, sign]) => text.replaceAll(`&${name};`, sign), html);
}

describe('Mails about ends of life', function () {
  this.timeout(60_000);
  let mailing: Mailing;
  let library: Library;
  let smtp: SmtpServer;
  before(async () => {
    mailing = await Mailing.start();
    ({ library, smtp } = mailing);
  });
  after(() => mailing.stop());
  beforeEach(() => mailing.reset());

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
    const mails = await mailing.told();
    expect(mails.map(({ to }) => to)).to.deep.equal([['owner@example.org']]);
    expect(mails[0]?.text).to.include('listBooks (v1): 40 calls in 30 days');
    expect(mails[0]?.text.match(/request /g)).to.have.length(5);
    expect(await mailing.announcements()).to.have.length(1);
    const { body } = await library.api.get('/v2/me/export', { token: owner.token, headers: in23 });
    expect(body.sections.usageMails).to.have.length(1);
    expect(body.sections.usageMails[0]).to.include({
      stage: 'announce',
      state: 'delivered',
      address: 'owner@example.org',
    });
  });

  it('show operation, count, last call, requests, agents, minor, dates, successor, guide, report and a rehearsal', async () => {
    const consumer = await mailing.client('kiosk@example.org', { name: 'Kiosk' });
    await callDeprecated(library, consumer, mailing.ago(1), {
      requestId: 'abc-1',
      userAgent: 'Kiosk/4 (http://bad.example)',
    });
    const [mail] = await mailing.told();
    expect(mail?.subject).to.equal('Kiosk calls something that is deprecated');
    for (const shown of [mail?.text ?? '', unescaped(mail?.html ?? '')])
      expect(shown)
        .to.include('listBooks (v1)')
        .and.to.include('5 calls in 30 days, the last at 2026-12-01 08:30:00 UTC')
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
        .and.to.include(`-H 'Prefer: lifecycle-at="2028-01-01T00:00:00Z"'`);
  });

  it('do not go to the own programs, to probes, to anybody without a token, or without evidence', async () => {
    for (const wish of [{ class: 'internal' }, { class: 'probe' }, { kind: 'anonymous' }] as const)
      await mailing.client('never@example.org', wish);
    const silent = await addConsumer(library);
    await setContacts(library, silent, 'never@example.org');
    await addCalls(library, silent, mailing.ago(2));
    expect(await mailing.told()).to.deep.equal([]);
    expect(await library.rows(sql`select id from lifecycle_mail`)).to.deep.equal([]);
  });

  it('go to both addresses in the last 14 days, muted or not', async () => {
    const consumer = await mailing.client('first@example.org', {}, 'second@example.org');
    await mailing.told();
    await library.rows(sql`update consumer set muted_until = '2029-01-01' where id = ${consumer}`);
    mailing.moveTo('2027-12-10T09:00:00Z');
    await callDeprecated(library, consumer, mailing.ago(1));
    expect(await mailing.told()).to.deep.equal([]);
    mailing.moveTo('2027-12-18T09:00:00Z');
    const [mail] = await mailing.told();
    expect(mail?.to).to.deep.equal(['first@example.org', 'second@example.org']);
    expect(mail?.subject).to.equal('first@example.org calls something that ends within 14 days');
  });

  it('tell how many calls a brownout has refused', async () => {
    const consumer = await mailing.client('first@example.org');
    await mailing.told();
    const [from] = ['2027-11-02T14:00:00Z'];
    mailing.moveTo(from);
    await callDeprecated(library, consumer, new Date('2027-11-02T14:05:00Z'), {
      calls: 3,
      outcome: 'brownout',
    });
    mailing.moveTo('2027-11-03T09:00:00Z');
    const [mail] = await mailing.told();
    expect(mail?.text).to.include('3 of your calls got the status 410.');
  });

  it('tell operators daily of held sunsets, with the clients that hold them', async () => {
    const consumer = await mailing.client('first@example.org', { name: 'Kiosk' });
    mailing.moveTo('2028-01-01T00:05:00Z');
    await callDeprecated(library, consumer, mailing.ago(20), { calls: 7 });
    await library.rows(sql`
      insert into usage_day select consumer_id, 'getBook', 1, '1.0', 'default', '', day::date, '2xx', 1, day
      from usage_hour, generate_series('2027-11-01'::date, '2028-01-01', interval '1 day') as day
      on conflict do nothing`);
    await runJob(library.service, 'usage.decide_lifecycles');
    for (const day of ['2028-01-01', '2028-01-02']) {
      await mailing.plan();
      await mailing.send();
      const mails = (await arrivedMails(smtp)).filter(({ to }) => to[0] === operators);
      expect(mails.map(({ subject }) => subject)).to.deep.equal([
        `Sunsets on ${day}: 1 held, 0 clients not told`,
      ]);
      expect(mails[0]?.text)
        .to.include('v1-list-books should have ended on 2028-01-01')
        .and.to.include(`- Kiosk (client ${consumer}): 7 calls in 30 days`);
      await mailing.plan();
      await mailing.send();
      expect((await arrivedMails(smtp)).filter(({ to }) => to[0] === operators)).to.deep.equal([]);
      library.clock.advance({ days: 1 });
    }
  });

  it('leave nothing of an account that is closed', async () => {
    const owner = await library.addMember();
    const consumer = await mailing.client('first@example.org', { kind: 'key', patronId: owner.id });
    await mailing.told();
    library.clock.advance({ days: 31 });
    await callDeprecated(library, consumer, mailing.ago(1));
    await mailing.plan();
    await library.api.delete('/v2/me', { token: owner.token });
    const left = await library.rows(sql`
      select consumer_id from lifecycle_mail union all select consumer_id from lifecycle_digest where consumer_id > 0`);
    expect(left).to.deep.equal([]);
  });
});
