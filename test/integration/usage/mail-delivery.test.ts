import { expect } from 'chai';
import sql from 'sql-template-tag';
import type { Library } from '../../support/library.js';
import type { SmtpServer } from '../../support/smtp.js';
import { arrivedMails, endOfListBooks, setContacts } from '../../support/usage/deprecated-calls.js';
import { faultsOf, Mailing, operators } from '../../support/usage/mailing.js';

const { id } = endOfListBooks;

describe('The delivery of mails about ends of life', function () {
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

  it('are sent once although several workers plan and send at once, and again on the same day', async () => {
    const consumers = [];
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'])
      consumers.push(await mailing.client(`${name}@example.org`));
    await Promise.all([mailing.plan(), mailing.plan(), mailing.plan()]);
    await Promise.all([
      mailing.send(),
      mailing.send(),
      mailing.send(),
      mailing.plan().then(() => mailing.send()),
    ]);
    expect((await arrivedMails(smtp)).map(({ to }) => to[0])).to.have.length(12);
    expect(await mailing.told()).to.deep.equal([]);
    expect(await mailing.announcements()).to.have.length(consumers.length);
    library.clock.advance({ days: 1 });
    expect(await mailing.told()).to.deep.equal([]);
  });

  it('are made whole or not at all when a worker is killed, and made later by the next one', async () => {
    for (const name of ['a', 'b', 'c']) await mailing.client(`${name}@example.org`);
    // The transaction of the second client fails as if the process had died in it.
    await library.rows(sql`
      create or replace function die() returns trigger language plpgsql as $$ begin
        if (select count(*) from lifecycle_mail) >= 1 then raise exception 'killed'; end if; return new; end $$`);
    await library.rows(
      sql`create trigger die before insert on lifecycle_mail for each row execute function die()`,
    );
    await mailing.plan().catch(() => undefined);
    await library.rows(sql`drop trigger die on lifecycle_mail`);
    expect(await library.rows(sql`select id from lifecycle_digest`)).to.have.length(1);
    expect((await mailing.told()).map(({ to }) => to[0])).to.deep.equal([
      'a@example.org',
      'b@example.org',
      'c@example.org',
    ]);
    expect(await mailing.told()).to.deep.equal([]);
  });

  it('are not sent again when the worker died after a mail was sent, except for the one that it was sending', async () => {
    for (const name of ['a', 'b']) await mailing.client(`${name}@example.org`);
    await mailing.plan();
    await library.rows(sql`
      create or replace function die() returns trigger language plpgsql as $$ begin
        if new.state = 'delivered' and new.consumer_id = (select max(consumer_id) from lifecycle_mail)
        then raise exception 'killed'; end if; return new; end $$`);
    await library.rows(
      sql`create trigger die before update on lifecycle_mail for each row execute function die()`,
    );
    expect(await faultsOf(mailing.send())).to.equal(1);
    await library.rows(sql`drop trigger die on lifecycle_mail`);
    const [, lost] = await arrivedMails(smtp);
    library.clock.advance({ seconds: 121 });
    const again = await mailing.told();
    expect(again.map((mail) => [mail.to[0], mail.id])).to.deep.equal([['b@example.org', lost?.id]]);
  });

  it('count as told only when the server has taken them', async () => {
    await mailing.client('full@example.org');
    smtp.refused.set('full@example.org', 452);
    await mailing.plan();
    expect(await faultsOf(mailing.send())).to.equal(1);
    expect(await mailing.announcements()).to.deep.equal([]);
    library.clock.advance({ seconds: 119 });
    expect(await faultsOf(mailing.send()), 'too early').to.equal(0);
    smtp.refused.clear();
    library.clock.advance({ seconds: 2 });
    await mailing.send();
    expect((await arrivedMails(smtp)).map(({ to }) => to[0])).to.deep.equal(['full@example.org']);
    expect(await mailing.announcements()).to.have.length(1);
  });

  it('go to the second address when the first one is refused', async () => {
    const consumer = await mailing.client('gone@example.org', {}, 'second@example.org');
    smtp.refused.set('gone@example.org', 550);
    expect((await mailing.told()).map(({ to }) => to)).to.deep.equal([['second@example.org']]);
    expect(await mailing.notifications(consumer)).to.deep.equal([
      { stage: 'announce', state: 'delivered', address: 'second@example.org' },
    ]);
  });

  it('continue with the second address when the worker died between both', async () => {
    const consumer = await mailing.client('gone@example.org', {}, 'second@example.org');
    smtp.refused.set('gone@example.org', 550).set('second@example.org', 451);
    await mailing.plan();
    expect(await faultsOf(mailing.send())).to.equal(1);
    expect((await mailing.notifications(consumer))[0]?.state).to.equal('bounced');
    smtp.refused.clear();
    library.clock.advance({ seconds: 121 });
    expect((await mailing.told()).map(({ to }) => to)).to.deep.equal([['second@example.org']]);
  });

  it('count as not told, for operators to do something, when every address is refused or there is none', async () => {
    const refused = await mailing.client('gone@example.org', { name: 'Refused' }, 'also@example.org');
    const nobody = await mailing.client(null, { name: 'Wild' });
    smtp.refused.set('gone@example.org', 550).set('also@example.org', 550);
    await mailing.told();
    expect(await mailing.notifications(refused)).to.deep.equal([
      { stage: 'announce', state: 'untold', address: 'gone@example.org, also@example.org' },
    ]);
    expect(await mailing.notifications(nobody)).to.deep.equal([
      { stage: 'announce', state: 'untold', address: null },
    ]);
    expect(await mailing.announcements()).to.deep.equal([]);
    library.clock.advance({ days: 1 });
    await mailing.plan();
    await mailing.send();
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
    const consumer = await mailing.client(null);
    expect(await mailing.told()).to.deep.equal([]);
    await setContacts(library, consumer, 'new@example.org');
    expect((await mailing.told()).map(({ to }) => to)).to.deep.equal([['new@example.org']]);
    expect(await mailing.announcements()).to.have.length(1);
  });

  it('are given up after two days, and then count as not told', async () => {
    const consumer = await mailing.client('full@example.org');
    smtp.refused.set('full@example.org', 452);
    await mailing.plan();
    expect(await faultsOf(mailing.send())).to.equal(1);
    library.clock.advance({ days: 2, seconds: 60 });
    expect(await faultsOf(mailing.send())).to.equal(0);
    expect((await mailing.notifications(consumer))[0]?.state).to.equal('untold');
  });
});
