import { expect } from 'chai';
import sql from 'sql-template-tag';
import { isGrantable } from '../../../../src/domain/accounts/api-key.js';
import { apiKeyNotFound, expiryPassed, scopeUnknown } from '../../../../src/domain/accounts/refusals.js';
import {
  notAllowed,
  scopeMissing,
  tokenInvalid,
  validationFailed,
} from '../../../../src/interface/kernel/errors/refusals.js';
import { toId } from '../../../../src/interface/v2/ids.js';
import { startLibrary, type Library, type Member } from '../../../support/library.js';
import { codeOf, refused, tablesWith } from './people.js';

/** Reading and writing for each feature with routes, except what no key may do. */
function grantableScopes({ service }: Library): string[] {
  const scopes = service.versions.flatMap(({ routes }) => routes.flatMap(({ scope }) => scope ?? []));
  const features = new Set(scopes.map((scope) => scope.split(':')[0]));
  return [...features].flatMap((each) => [`${each}:read`, `${each}:write`]).filter(isGrantable);
}

describe('API keys', () => {
  let library: Library;
  let owner: Member;
  before(async () => {
    library = await startLibrary();
  });
  after(() => library.stop());
  beforeEach(async () => {
    owner = await library.addMember({ role: 'librarian' });
  });

  const make = (json: object = {}, { token } = owner, headers = {}) =>
    library.api.post('/v2/api-keys', {
      token,
      json: { name: 'terminal', scopes: ['catalogue:read'], ...json },
      headers,
    });
  const keyFor = async (...scopes: string[]) => (await make({ scopes })).body.key as string;
  const list = (token: string) => library.api.get('/v2/api-keys', { token });

  it('are created by librarians and admins for themselves, and shown once', async () => {
    const answer = await make({ scopes: ['catalogue:read', 'catalogue:read', 'circulation:write'] });
    const { key, ...shown } = answer.body;
    expect(answer.status).to.equal(201);
    expect(key).to.match(/^slk_[\w-]{43}$/);
    expect(shown).to.deep.include({
      name: 'terminal',
      scopes: ['catalogue:read', 'circulation:write'],
      expiresAt: null,
    });
    expect((await list(owner.token)).body).to.deep.equal({ data: [shown], page: { nextCursor: null } });
    const path = answer.headers.get('location') ?? '';
    expect((await library.api.get(path, { token: owner.token })).body).to.deep.equal(shown);
    const admin = await library.addMember({ role: 'admin' });
    expect((await make({}, admin)).status).to.equal(201);
    expect(codeOf(await make({}, library.patron))).to.deep.equal(refused(403, notAllowed));
  });

  it('are stored as a hash only, also when the answer is kept', async () => {
    const headers = { 'Idempotency-Key': `key-${owner.id}` };
    const { key } = (await make({}, owner, headers)).body;
    expect((await make({}, owner, headers)).body.key).to.equal(key);
    expect((await list(owner.token)).body.data).to.have.length(1);
    expect(await tablesWith(library, key)).to.deep.equal([]);
    expect(await tablesWith(library, key.slice(4))).to.deep.equal([]);
  });

  it('act as their owner within their scopes, in both majors', async () => {
    const key = await keyFor('accounts:read', 'catalogue:write');
    expect((await library.api.get('/v2/me', { token: key })).body.id).to.equal(toId('patron', owner.id));
    expect((await library.api.get('/v1/users/me', { token: key })).body.id).to.equal(owner.id);
    expect((await library.api.get('/v2/patrons', { token: key })).status).to.equal(200);
    const added = await library.api.post('/v2/books', { token: key, json: { title: 'By a machine' } });
    expect(added.status).to.equal(201);
    expect((await library.api.post('/v1/books', { token: key, json: { title: 'Another' } })).status).to.equal(
      201,
    );
  });

  it('are refused outside their scopes, in both majors, and the refusal names the missing scope', async () => {
    const key = await keyFor('catalogue:read');
    const answer = await library.api.get('/v2/me', { token: key });
    expect(codeOf(answer)).to.deep.equal(refused(403, scopeMissing));
    expect(answer.body.detail).to.include('accounts:read');
    for (const path of ['/v1/users/me', '/v1/users', '/v1/loans']) {
      expect(codeOf(await library.api.get(path, { token: key })), path).to.deep.equal(
        refused(403, scopeMissing),
      );
    }
    const add = await library.api.post('/v2/books', { token: key, json: { title: 'x' } });
    expect(codeOf(add)).to.deep.equal(refused(403, scopeMissing));
  });

  it('need no scope for public operations', async () => {
    const key = await keyFor('accounts:read');
    expect((await library.api.get('/v2/books', { token: key })).status).to.equal(200);
    expect((await library.api.get('/v1/books', { token: key })).status).to.equal(200);
  });

  it('never exceed the current permissions of their owner', async () => {
    const key = await keyFor('accounts:read', 'catalogue:write');
    expect((await library.api.get('/v2/patrons', { token: key })).status).to.equal(200);
    await library.rows(sql`update patron set role = 'patron' where id = ${owner.id}`);
    expect(codeOf(await library.api.get('/v2/patrons', { token: key }))).to.deep.equal(
      refused(403, notAllowed),
    );
    expect((await library.api.get('/v2/me', { token: key })).status).to.equal(200);
    expect((await list(owner.token)).body.data).to.have.length(1);
  });

  it('cannot create, list or end credentials', async () => {
    const answer = await make({ scopes: ['accounts:write'] });
    expect(codeOf(answer)).to.deep.equal(refused(400, scopeUnknown));
    const key = await keyFor('accounts:read', 'catalogue:write', 'circulation:write');
    expect(codeOf(await make({}, { id: 0, token: key }))).to.deep.equal(refused(403, scopeMissing));
    const signOut = await library.api.delete('/v2/tokens/current', { token: key });
    expect(codeOf(signOut)).to.deep.equal(refused(403, scopeMissing));
  });

  it('have only known scopes, and the refusal lists those', async () => {
    const answer = await make({ scopes: ['catalogue:read', 'weather:read'] });
    expect(codeOf(answer)).to.deep.equal(refused(400, scopeUnknown));
    const allowed = grantableScopes(library);
    expect(allowed)
      .to.include.members(['accounts:read', 'catalogue:write'])
      .and.not.include('accounts:write');
    expect(answer.body.errors).to.deep.equal([
      {
        pointer: '/scopes',
        code: 'not_one_of',
        parameters: { allowed },
        detail: `each of scopes must be one of ${allowed.join(', ')}`,
      },
    ]);
  });

  for (const [what, json] of [
    ['without a name', { name: undefined }],
    ['with a blank name', { name: ' ' }],
    ['without scopes', { scopes: [] }],
    ['with scopes that are not strings', { scopes: [1] }],
    ['that expire on a date without a time', { expiresAt: '2030-01-01' }],
    ['with a role', { role: 'admin' }],
  ] as const) {
    it(`are not created ${what}`, async () => {
      expect(codeOf(await make(json))).to.deep.equal(refused(400, validationFailed));
    });
  }

  it('work until they expire, to the second', async () => {
    const now = library.clock.now();
    const late = new Date(now.getTime() + 60_000).toISOString();
    expect(codeOf(await make({ expiresAt: now.toISOString() }))).to.deep.equal(refused(400, expiryPassed));
    const made = await make({ scopes: ['accounts:read'], expiresAt: late });
    expect(made.body.expiresAt).to.equal(late);
    const sending = { token: made.body.key as string };
    library.clock.advance({ seconds: 59 });
    expect((await library.api.get('/v2/me', sending)).status).to.equal(200);
    library.clock.advance({ seconds: 1 });
    expect(codeOf(await library.api.get('/v2/me', sending))).to.deep.equal(refused(401, tokenInvalid));
  });

  it('end at once when they are revoked, which only their owner and an admin can do', async () => {
    const made = await make({ scopes: ['accounts:read'] });
    const path = made.headers.get('location') ?? '';
    const sending = { token: made.body.key as string };
    const other = await library.addMember({ role: 'librarian' });
    for (const method of ['GET', 'DELETE']) {
      const answer = await library.api.send(method, path, { token: other.token });
      expect(codeOf(answer)).to.deep.equal(refused(404, apiKeyNotFound));
    }
    expect((await library.api.get('/v2/me', sending)).status).to.equal(200);
    expect((await library.api.delete(path, { token: owner.token })).status).to.equal(204);
    expect(codeOf(await library.api.get('/v2/me', sending))).to.deep.equal(refused(401, tokenInvalid));
    expect((await list(owner.token)).body.data).to.deep.equal([]);
    const again = await library.api.delete(path, { token: owner.token });
    expect(codeOf(again)).to.deep.equal(refused(404, apiKeyNotFound));
  });

  it('are shown to an admin with owner, scopes and last use, and revoked', async () => {
    const made = await make({ scopes: ['accounts:read'] });
    const key = made.body.key as string;
    const admin = await library.addMember({ role: 'admin' });
    const path = `/v2/api-keys?ownerId=${toId('patron', owner.id)}`;
    const shown = async () => (await library.api.get(path, { token: admin.token })).body.data;
    const expected = { ownerId: toId('patron', owner.id), scopes: ['accounts:read'] };
    expect(await shown()).to.have.length(1);
    expect((await shown())[0]).to.deep.include({ ...expected, lastUsedAt: null });
    await library.api.get('/v2/me', { token: key });
    const first = library.clock.now().toISOString();
    library.clock.advance({ seconds: 59 });
    await library.api.get('/v2/me', { token: key });
    expect((await shown())[0]).to.deep.include({ ...expected, lastUsedAt: first });
    library.clock.advance({ seconds: 1 });
    await library.api.get('/v2/me', { token: key });
    expect((await shown())[0]).to.deep.include({ lastUsedAt: library.clock.now().toISOString() });
    expect((await list(admin.token)).body.data).to.deep.include((await shown())[0]);
    await library.api.delete(`/v2/api-keys/${made.body.id}`, { token: admin.token });
    expect(codeOf(await library.api.get('/v2/me', { token: key }))).to.deep.equal(refused(401, tokenInvalid));
  });

  it('are not shown to others', async () => {
    await make();
    const path = `/v2/api-keys?ownerId=${toId('patron', owner.id)}`;
    expect((await library.api.get(path, { token: library.librarian.token })).body.data).to.deep.equal([]);
  });

  it('end with the account of their owner, and are deleted with their names', async () => {
    const made = await make({ name: 'the desk of Nebuchadnezzar', scopes: ['accounts:read'] });
    expect((await library.api.delete('/v2/me', { token: owner.token })).status).to.equal(204);
    const answer = await library.api.get('/v2/me', { token: made.body.key as string });
    expect(codeOf(answer)).to.deep.equal(refused(401, tokenInvalid));
    expect(await tablesWith(library, 'Nebuchadnezzar')).to.deep.equal([]);
  });

  it('are refused when they were never created', async () => {
    for (const token of ['slk_', `slk_${'A'.repeat(43)}`]) {
      expect(codeOf(await library.api.get('/v2/me', { token }))).to.deep.equal(refused(401, tokenInvalid));
    }
  });
});
