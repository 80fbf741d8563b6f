import { expect } from 'chai';
import sql from 'sql-template-tag';
import { toId } from '../../../../src/interface/v2/ids.js';
import type { Program } from '../../../../src/interface/v2/usage/consumers/program-shapes.js';
import type { Usage } from '../../../../src/interface/v2/usage/counting/usage-shapes.js';
import { startLibrary, type Library, type Member } from '../../../support/library.js';
import { in23, makeKey, storedCounts, writeUsage } from '../../../support/usage.js';

describe('A program', () => {
  let library: Library;
  let developer: Member;
  let admin: Member;

  before(async () => {
    library = await startLibrary();
    admin = await library.addMember({ role: 'admin' });
  });
  after(() => library.stop());
  beforeEach(async () => {
    developer = await aDeveloper();
  });

  async function aDeveloper(): Promise<Member> {
    const member = await library.addMember();
    await library.api.put('/v2/me/developer', {
      token: member.token,
      headers: in23,
      json: { developer: true },
    });
    return member;
  }
  const register = (token: string, json: object) =>
    library.api.post('/v2/client-programs', { token, headers: in23, json: { name: 'A program', ...json } });
  const list = async (token: string, query = '') =>
    (await library.api.get(`/v2/client-programs${query}`, { token, headers: in23 })).body.data;
  const callWith = async (agent: string) => {
    const { token } = await library.addMember();
    await library.api.get('/v1/books', { token, headers: { 'User-Agent': agent } });
    await writeUsage(library);
  };

  it('is registered by a developer, with the calls that patrons have made with it', async () => {
    await callWith('OwnReader/1.0');
    const { status, body } = await register(developer.token, { program: 'OwnReader' });
    expect(status).to.equal(201);
    expect(body).to.deep.include({
      program: 'ownreader',
      ownerId: toId('patron', developer.id),
      contactEmail: null,
    });
    await callWith('OwnReader/1.1');
    const { body: usage } = await library.api.get('/v2/me/usage', { token: developer.token, headers: in23 });
    const ofPrograms = usage.data.filter(({ client }: Usage) => client.kind === 'program');
    expect(ofPrograms).to.have.length(1);
    expect(ofPrograms[0]).to.deep.include({
      client: { kind: 'program', apiKeyId: null, program: 'ownreader' },
      operationId: 'listBooks',
      calls: 2,
    });
  });

  it('is no probe any more, whatever it is called, once somebody has registered it', async () => {
    await callWith('LibraryBot/1.0');
    const classOf = async () => {
      const [row] = await library.rows<{ kind: string }>(
        sql`select class as kind from consumer where program = 'librarybot'`,
      );
      return row?.kind;
    };
    expect(await classOf()).to.equal('probe');
    await register(developer.token, { program: 'LibraryBot' });
    await callWith('LibraryBot/1.0');
    expect(await classOf()).to.equal('external');
  });

  it('without an owner is listed for admins only', async () => {
    await callWith('StrayReader/1.0');
    const strays = (await list(admin.token, '?registered=false')).map(({ program }: Program) => program);
    expect(strays).to.include('strayreader');
    expect(await list(developer.token)).to.deep.equal([]);
    expect(await list(developer.token, '?registered=false')).to.deep.equal([]);
  });

  it('belongs to who was first, until an admin gives it to somebody else', async () => {
    await register(developer.token, { program: 'https://shared.example' });
    const other = await aDeveloper();
    const taken = await register(other.token, { program: 'https://Shared.example' });
    expect([taken.status, taken.body.code]).to.deep.equal([409, 'usage.program_taken']);
    const ownerId = toId('patron', other.id);
    const wish = { program: 'https://shared.example', ownerId };
    expect((await register(admin.token, wish)).body.code).to.equal('usage.change_needs_reason');
    const given = await register(admin.token, { ...wish, reason: 'The maker has changed.' });
    expect([given.status, given.body.ownerId]).to.deep.equal([201, ownerId]);
    expect(await list(developer.token)).to.deep.equal([]);
  });

  it('can be given an address for mail by staff only', async () => {
    const json = { program: 'MailedReader', contactEmail: 'Team@Reader.example' };
    expect((await register(developer.token, json)).body.code).to.equal('usage.contact_needs_staff');
    const ownerId = toId('patron', developer.id);
    const { body } = await register(admin.token, { ...json, ownerId, reason: 'Asked on the phone.' });
    expect(body.contactEmail).to.equal('team@reader.example');
  });

  it('is not registered by a patron who is no developer, nor for others by anybody but an admin', async () => {
    const patron = await library.addMember();
    expect((await register(patron.token, { program: 'PatronsReader' })).body.code).to.equal(
      'usage.developer_off',
    );
    const json = { program: 'OthersReader', ownerId: toId('patron', patron.id) };
    expect((await register(developer.token, json)).body.code).to.equal('usage.owner_needs_admin');
    const nobody = { program: 'OthersReader', ownerId: toId('patron', 999_999), reason: 'A guess.' };
    expect((await register(admin.token, nobody)).body.code).to.equal('accounts.patron_not_found');
  });

  for (const program of ['Mozilla', 'https://reader.example/path', 'Two Words', 'Reader/1.0']) {
    it(`is not "${program}"`, async () => {
      expect((await register(developer.token, { program })).body.code).to.equal('usage.program_unclear');
    });
  }

  it('is given up by its owner or an admin, and stays counted', async () => {
    const { body } = await register(developer.token, { program: 'GivenUpReader' });
    await callWith('GivenUpReader/1.0');
    const path = `/v2/client-programs/${body.id}`;
    const other = await aDeveloper();
    const remove = (token: string) => library.api.delete(path, { token, headers: in23 });
    expect((await remove(other.token)).status).to.equal(404);
    expect((await remove(developer.token)).status).to.equal(204);
    expect((await remove(admin.token)).status).to.equal(404);
    expect(await storedCounts(library, 'program:givenupreader')).to.not.deep.equal({});
  });

  it('is one of twenty of its owner at most', async () => {
    for (let number = 1; number <= 20; number++)
      await register(developer.token, { program: `Reader${number}` });
    const { body } = await register(developer.token, { program: 'Reader21' });
    expect(body.code).to.equal('usage.too_many_programs');
    expect((await register(developer.token, { program: 'Reader20' })).status).to.equal(201);
  });
});

describe('The contact of a client', () => {
  let library: Library;
  let owner: Member;
  let admin: Member;
  before(async () => {
    library = await startLibrary();
    admin = await library.addMember({ role: 'admin' });
  });
  after(() => library.stop());
  beforeEach(async () => {
    owner = await library.addMember({ role: 'librarian' });
  });

  const mutedUntil = '2027-03-01T00:00:00.000Z';
  const json = { contactEmail: 'team@reader.example', secondEmail: 'boss@reader.example', mutedUntil };
  const ofKey = (token: string, id: string) =>
    library.api.get(`/v2/api-keys/${id}/contact`, { token, headers: in23 });
  const setOfKey = (token: string, id: string, body: object = json) =>
    library.api.put(`/v2/api-keys/${id}/contact`, { token, headers: in23, json: body });

  it('is set by the owner of a key, before or after it was used', async () => {
    const { id, key, number } = await makeKey(library, owner.token);
    const none = { contactEmail: null, secondEmail: null, mutedUntil: null };
    expect((await ofKey(owner.token, id)).body).to.deep.equal(none);
    const { status, body } = await setOfKey(owner.token, id);
    expect([status, body]).to.deep.equal([200, json]);
    await library.api.get('/v1/books', { token: key });
    await writeUsage(library);
    expect((await ofKey(owner.token, id)).body).to.deep.equal(json);
    expect(await storedCounts(library, `key:${number}`)).to.not.deep.equal({});
    await setOfKey(owner.token, id, {});
    expect((await ofKey(owner.token, id)).body).to.deep.equal(none);
  });

  it("is nobody else's to see or to set, but for an admin, who says why", async () => {
    const { id } = await makeKey(library, owner.token);
    const stranger = await library.addMember({ role: 'librarian' });
    expect((await setOfKey(stranger.token, id)).body.code).to.equal('usage.key_not_found');
    expect((await ofKey(stranger.token, id)).body.code).to.equal('usage.key_not_found');
    expect((await setOfKey(admin.token, id)).body.code).to.equal('usage.change_needs_reason');
    const told = await library.auditOf(() =>
      setOfKey(admin.token, id, { ...json, reason: 'Asked on the phone.' }),
    );
    expect(told.map(({ action, details }) => [action, details['reason']])).to.deep.equal([
      ['usage.key_contact_set', 'Asked on the phone.'],
    ]);
    expect((await ofKey(owner.token, id)).body).to.deep.equal(json);
  });

  it('has addresses and a moment that can be read, or nothing is stored', async () => {
    const { id } = await makeKey(library, owner.token);
    const wrong = { contactEmail: 'team', secondEmail: 'a@', mutedUntil: 'tomorrow' };
    const { status, body } = await setOfKey(owner.token, id, wrong);
    expect(status).to.equal(400);
    const pointers = body.errors.map(({ pointer }: { pointer: string }) => pointer);
    expect(pointers).to.have.members(['/contactEmail', '/secondEmail', '/mutedUntil']);
    expect((await ofKey(owner.token, id)).body.contactEmail).to.equal(null);
  });

  it('of a program is set with its registration, and gone with it', async () => {
    const program = { program: 'MutedReader', name: 'A program' };
    const register = (body: object) =>
      library.api.post('/v2/client-programs', {
        token: owner.token,
        headers: in23,
        json: { ...program, ...body },
      });
    const { body } = await register(json);
    expect(body).to.deep.include(json);
    await library.api.delete(`/v2/client-programs/${body.id}`, { token: owner.token, headers: in23 });
    const left = await library.rows(sql`
      select contact_email, second_email, muted_until from consumer where program = 'mutedreader'`);
    expect(left).to.deep.equal([{ contact_email: null, second_email: null, muted_until: null }]);
  });

  it('of an account is the account, which can be muted', async () => {
    const put = (body: object) =>
      library.api.put('/v2/me/developer', { token: owner.token, headers: in23, json: body });
    expect((await put({ developer: false, mutedUntil })).body).to.deep.equal({
      developer: false,
      mutedUntil,
    });
    const { body } = await library.api.get('/v2/me/developer', { token: owner.token, headers: in23 });
    expect(body).to.deep.equal({ developer: false, mutedUntil });
  });
});
