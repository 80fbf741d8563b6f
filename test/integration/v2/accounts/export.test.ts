import { expect } from 'chai';
import sql from 'sql-template-tag';
import { ApiKeyService } from '../../../../src/application/accounts/api-key-service.js';
import { ExportService } from '../../../../src/application/accounts/export/export-service.js';
import { staffNeedsAdmin } from '../../../../src/domain/accounts/refusals.js';
import { patronNotFound } from '../../../../src/domain/kernel/not-found.js';
import { toId } from '../../../../src/interface/v2/ids.js';
import { startLibrary, type Library } from '../../../support/library.js';
import { addPerson, type Person } from '../../../support/people.js';
import { codeOf, pairFor, refused, unlimited } from './people.js';

type Sections = Readonly<Record<string, Record<string, unknown>[]>>;

/** Each table that names a patron → the section of an export that has its rows. */
const sectionOf: Readonly<Record<string, string>> = {
  account_letter: 'letters',
  account_link: 'links',
  api_key: 'apiKeys',
  consumer: 'usageClients',
  lifecycle_consent: 'usageConsents',
  loan: 'loans',
  notice: 'notices',
  patron: 'account',
  second_factor: 'secondFactor',
  session: 'sessions',
  sign_in_network: 'networks',
};

describe('The export of personal data over /v2', () => {
  let library: Library;
  let person: Person;
  before(async () => {
    library = await startLibrary({ config: unlimited });
  });
  after(() => library.stop());
  beforeEach(async () => {
    person = await addPerson(library);
  });

  const mine = (token: string) => library.api.get('/v2/me/export', { token });
  const sectionsOf = async (token: string) => (await mine(token)).body.sections as Sections;
  const theirs = (id: number, token: string) =>
    library.api.get(`/v2/patrons/${toId('patron', id)}/export`, { token });
  const borrow = async ({ token }: Person, title: string) => {
    const book_id = await library.addBook({ title }, 1);
    return library.api.post('/v1/loans', { token, json: { book_id } });
  };

  it('has the account, without a hash', async () => {
    const { status, body } = await mine(person.token);
    expect([status, body.exportedAt]).to.deep.equal([200, library.clock.now().toISOString()]);
    const [account] = body.sections.account;
    expect(account).to.include({ email: person.email, role: 'patron', hasPassword: true, expiresAt: null });
    expect(JSON.stringify(body)).to.not.match(/argon2/);
  });

  it('has open and closed loans with titles and barcodes, oldest first', async () => {
    const first = await borrow(person, 'Middlemarch');
    await library.api.post(`/v1/loans/${first.body.id}/return`, { token: person.token });
    await borrow(person, 'Emma');
    const { loans = [] } = await sectionsOf(person.token);
    expect(loans.map(({ title, status }) => [title, status])).to.deep.equal([
      ['Middlemarch', 'closed'],
      ['Emma', 'open'],
    ]);
    expect(loans[1]).to.have.property('copyBarcode').that.matches(/./);
  });

  it('has sessions and API keys, without their secrets', async () => {
    const { accessToken, refreshToken } = await pairFor(library, person);
    const keys = library.service.container.resolve(ApiKeyService);
    const { secret } = await keys.create(person.id, { name: 'website', scopes: [], expiresAt: null });
    const { body } = await mine(accessToken);
    const { sessions = [], apiKeys = [] } = body.sections as Sections;
    expect([sessions.length, apiKeys.map(({ name }) => name)]).to.deep.equal([1, ['website']]);
    for (const text of [accessToken, refreshToken, secret]) expect(JSON.stringify(body)).to.not.include(text);
  });

  it('has the events of the person, and no id of whoever else acted', async () => {
    await library.api.put('/v1/users/me', { token: person.token, json: { username: 'ada' } });
    await theirs(person.id, library.librarian.token);
    const { events = [] } = await sectionsOf(person.token);
    expect(events.map(({ action, own, actorRole }) => [action, own, actorRole])).to.deep.include.members([
      ['accounts.patron_updated', true, 'patron'],
      ['accounts.data_exported', false, 'librarian'],
    ]);
    expect(events.flatMap((event) => Object.keys(event))).to.not.include('actorId');
  });

  it('has the mails that were planned', async () => {
    await library.rows(sql`
      insert into notice (patron_id, day, retry_at) values (${person.id}, '2026-12-01', now())`);
    expect((await sectionsOf(person.token))['notices']).to.deep.equal([
      { day: '2026-12-01', settledAt: null },
    ]);
  });

  it('has letters, links and networks', async () => {
    await library.rows(sql`
      insert into account_letter (patron_id, kind, email, at, retry_at)
      values (${person.id}, 'reset', ${person.email}, now(), now())`);
    await library.rows(sql`
      insert into account_link (hash, patron_id, purpose, expires_at)
      values (${`a hash for ${person.id}`}, ${person.id}, 'reset', now())`);
    await library.rows(sql`
      insert into sign_in_network (patron_id, network, seen_at) values (${person.id}, '203.0.113.0/24', now())`);
    const { letters, links, networks } = await sectionsOf(person.token);
    expect([letters?.[0]?.['kind'], links?.[0]?.['purpose']]).to.deep.equal(['reset', 'reset']);
    expect(networks?.[0]?.['network']).to.equal('203.0.113.0/24');
    expect(JSON.stringify(links)).to.not.include('a hash');
  });

  it('has nothing of anybody else', async () => {
    const other = await addPerson(library);
    await borrow(other, 'Persuasion');
    const { body } = await mine(person.token);
    expect(JSON.stringify(body)).to.not.match(new RegExp(`Persuasion|${other.email}`));
  });

  it('is given to staff for a patron, and recorded first', async () => {
    const events = await library.auditOf(async () => {
      const { status, body } = await theirs(person.id, library.librarian.token);
      expect([status, body.sections.account[0].email]).to.deep.equal([200, person.email]);
    });
    const exported = events.filter(({ action }) => action === 'accounts.data_exported');
    expect(exported.map(({ subject, actor }) => [subject, actor])).to.deep.equal([
      [`patron ${person.id}`, library.librarian.id],
    ]);
  });

  it('of staff is given to admins only', async () => {
    const admin = await addPerson(library, 'admin');
    const other = await addPerson(library, 'librarian');
    expect(codeOf(await theirs(other.id, library.librarian.token))).to.deep.equal(
      refused(403, staffNeedsAdmin),
    );
    expect((await theirs(other.id, admin.token)).status).to.equal(200);
  });

  it('is not given to other patrons, nor for somebody unknown', async () => {
    const other = await addPerson(library);
    expect((await theirs(person.id, other.token)).status).to.equal(403);
    const answer = await theirs(987_654, library.librarian.token);
    expect(codeOf(answer)).to.deep.equal(refused(404, patronNotFound));
  });

  it('has a section for every table that names a patron', async () => {
    const tables = await library.rows<{ name: string }>(sql`
      select distinct relation.relname as name
      from pg_constraint join pg_class as relation on relation.oid = conrelid
      where contype = 'f' and confrelid = 'patron'::regclass`);
    const exports = library.service.container.resolve(ExportService);
    const { sections } = await exports.of(person.id, { patronId: person.id, role: 'patron' });
    for (const { name } of tables) {
      expect(sections, `the table ${name}`).to.have.property(sectionOf[name] ?? `a section for ${name}`);
    }
  });
});
