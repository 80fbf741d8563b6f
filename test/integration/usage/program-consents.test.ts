import { expect } from 'chai';
import sql from 'sql-template-tag';
import { toId } from '../../../src/interface/v2/ids.js';
import type { Library, Member } from '../../support/library.js';
import { writeUsage } from '../../support/usage.js';
import { addConsumer } from '../../support/usage/counted.js';
import { listBooksEnds, startEndingLibrary } from '../../support/usage/ending-library.js';

const { id } = listBooksEnds;

describe('Consents for a program', () => {
  let library: Library;
  let owner: Member;
  let admin: Member;
  let consumer: number;

  before(async () => {
    library = await startEndingLibrary();
    admin = await library.addMember({ role: 'admin' });
  });
  beforeEach(async () => {
    owner = await library.addMember();
    await addConsumer(library, { name: 'Kiosk', patronId: owner.id });
  });
  after(() => library.stop());

  const agree = (token: string, json: object = {}) =>
    library.api.post(`/v2/me/deprecations/${id}/consents`, {
      token,
      json,
      headers: { 'API-Version': '2.3' },
    });
  const stored = () =>
    library.rows(
      sql`select kind, by, reason from lifecycle_consent where consumer_id = ${consumer} order by kind`,
    );
  const register = async (who: Member) => {
    const json = {
      program: 'ConsentReader',
      name: 'App',
      ownerId: toId('patron', who.id),
      reason: 'A test.',
    };
    const headers = { 'API-Version': '2.3' };
    const { body } = await library.api.post('/v2/client-programs', { token: admin.token, json, headers });
    [consumer] = (
      await library.rows<{ id: number }>(sql`select id from consumer where program = 'consentreader'`)
    ).map((row) => row.id) as [number];
    return (body as { id: string }).id;
  };
  const unregister = (program: string) =>
    library.api.delete(`/v2/client-programs/${program}`, {
      token: admin.token,
      headers: { 'API-Version': '2.3' },
    });
  const clientId = () => toId('consumer', consumer);

  it('are those of its owner: another one has agreed to nothing', async () => {
    await register(owner);
    await agree(owner.token, { clientId: clientId() });
    await register(owner);
    expect(await stored(), 'the same owner').to.have.lengthOf(1);
    await register(await library.addMember());
    expect(await stored()).to.deep.equal([]);
  });

  it('are refused to whoever registers one that was used before, until an admin confirms it', async () => {
    await library.api.get('/v1/books', { token: owner.token, headers: { 'User-Agent': 'UsedReader/1' } });
    await writeUsage(library);
    const headers = { 'API-Version': '2.3' };
    const json = { program: 'UsedReader', name: 'Mine' };
    await library.api.put('/v2/me/developer', { token: owner.token, headers, json: { developer: true } });
    expect(
      (await library.api.post('/v2/client-programs', { token: owner.token, headers, json })).status,
    ).to.equal(201);
    [consumer] = (
      await library.rows<{ id: number }>(sql`select id from consumer where program = 'usedreader'`)
    ).map((row) => row.id) as [number];
    const refused = await agree(owner.token, { clientId: clientId() });
    expect([refused.status, (refused.body as { code: string }).code]).to.deep.equal([
      403,
      'usage.program_unconfirmed',
    ]);
    expect(await stored()).to.deep.equal([]);
    expect((await agree(owner.token)).status, 'for the other clients').to.equal(201);
    expect(await stored()).to.deep.equal([]);
    const confirmed = { ...json, ownerId: toId('patron', owner.id), reason: 'Asked on the phone.' };
    await library.api.post('/v2/client-programs', { token: admin.token, headers, json: confirmed });
    expect((await agree(owner.token, { clientId: clientId() })).status).to.equal(201);
  });

  it('end with its registration, but for the one extension', async () => {
    const program = await register(owner);
    const extension = { kind: 'extension', until: '2028-01-01T00:00:00Z', clientId: clientId() };
    await agree(owner.token, extension);
    await agree(owner.token, { clientId: clientId() });
    await unregister(program);
    expect(await stored()).to.deep.equal([{ kind: 'extension', by: owner.id, reason: null }]);
    await register(owner);
    expect((await agree(owner.token, extension)).body).to.include({ code: 'usage.extension_taken' });
  });
});
