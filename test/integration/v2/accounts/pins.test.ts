import { expect } from 'chai';
import { minorUnknown } from '../../../../src/domain/accounts/refusals.js';
import { tokenMissing, validationFailed } from '../../../../src/interface/kernel/errors/refusals.js';
import { startLibrary, type Library, type Member } from '../../../support/library.js';
import { codeOf, refused } from './people.js';

describe('A pin', () => {
  let library: Library;
  let consumer: Member;
  let known: string;
  before(async () => {
    library = await startLibrary();
    known = (await library.api.get('/v1/books', { headers: { 'API-Version': '1.99' } })).body.errors[
      'API-Version'
    ][0];
  });
  after(() => library.stop());
  beforeEach(async () => {
    consumer = await library.addMember({ role: 'librarian' });
  });

  const pin = (minor: unknown, major = 'v1') =>
    library.api.put(`/v2/me/pins/${major}`, { token: consumer.token, json: { minor } });
  const unpin = (major = 'v1') => library.api.delete(`/v2/me/pins/${major}`, { token: consumer.token });
  const pins = async () => (await library.api.get('/v2/me/pins', { token: consumer.token })).body;
  const answeredAs = async (headers = {}, token: string | null = consumer.token, path = '/v1/books') =>
    (await library.api.get(path, { headers, token: token ?? undefined })).headers.get('api-version');

  it('is the minor of answers to requests without a header, until it is removed', async () => {
    expect(await answeredAs()).to.equal('1.0');
    const answer = await pin('1.1');
    expect([answer.status, answer.body]).to.deep.equal([200, { major: 'v1', minor: '1.1' }]);
    expect(await answeredAs()).to.equal('1.1');
    expect(await answeredAs({}, consumer.token, '/v1/users/me')).to.equal('1.1');
    expect(await pins()).to.deep.equal({ data: [{ major: 'v1', minor: '1.1' }], page: { nextCursor: null } });
    expect((await unpin()).status).to.equal(204);
    expect(await answeredAs()).to.equal('1.0');
    expect((await pins()).data).to.deep.equal([]);
  });

  it('changes the answer itself, not only its API-Version header', async () => {
    const id = await library.addBook({ title: 'Pinned', subjects: ['pins'] });
    const fields = async () =>
      Object.keys((await library.api.get(`/v1/books/${id}`, { token: consumer.token })).body);
    expect(await fields()).to.not.include('subjects');
    await pin('1.1');
    expect(await fields()).to.include('subjects');
  });

  it('is overridden by the header', async () => {
    await pin('1.1');
    expect(await answeredAs({ 'API-Version': '1.0' })).to.equal('1.0');
  });

  it('applies to its owner only, and to its major only', async () => {
    await pin('1.1');
    expect(await answeredAs({}, library.librarian.token)).to.equal('1.0');
    expect(await answeredAs({}, null)).to.equal('1.0');
    expect(await answeredAs({}, consumer.token, '/v2/books')).to.equal('2.0');
  });

  it('applies to the API keys of its owner as well', async () => {
    await pin('1.1');
    const json = { name: 'terminal', scopes: ['circulation:read'] };
    const { key } = (await library.api.post('/v2/api-keys', { token: consumer.token, json })).body;
    expect(await answeredAs({}, key)).to.equal('1.1');
    expect(await answeredAs({}, key, '/v1/loans')).to.equal('1.1');
  });

  it('is replaced by the next one', async () => {
    await pin('1.1');
    await pin('1.0');
    expect((await pins()).data).to.deep.equal([{ major: 'v1', minor: '1.0' }]);
  });

  it('must be a supported minor, else 400 with the list', async () => {
    for (const minor of ['1.99', '2.0', 'latest', '1']) {
      const answer = await pin(minor);
      expect(codeOf(answer)).to.deep.equal(refused(400, minorUnknown));
      const detail = known.replace('API-Version', 'minor');
      const parameters = { allowed: known.replace('API-Version must be one of ', '').split(', ') };
      expect(answer.body.errors).to.deep.equal([
        { pointer: '/minor', code: 'not_one_of', parameters, detail },
      ]);
    }
    for (const minor of [undefined, null, 1.1, '']) {
      expect(codeOf(await pin(minor))).to.deep.equal(refused(400, validationFailed));
    }
    expect((await pins()).data).to.deep.equal([]);
  });

  it('must be for a known major, else 400 with the list, also when it is removed', async () => {
    const majors = library.service.versions.map(({ version }) => `v${version.major}`);
    for (const major of ['v999', '1', 'V1', '__proto__']) {
      for (const answer of [await pin('1.0', major), await unpin(major)]) {
        expect(codeOf(answer)).to.deep.equal(refused(400, minorUnknown));
        expect(answer.body.errors).to.deep.equal([
          {
            parameter: 'major',
            code: 'not_one_of',
            parameters: { allowed: majors },
            detail: `major must be one of ${majors.join(', ')}`,
          },
        ]);
      }
    }
  });

  it('can be removed when it does not exist', async () => {
    const events = await library.auditOf(async () => expect((await unpin()).status).to.equal(204));
    expect(events).to.deep.equal([]);
  });

  it('requires a token', async () => {
    expect(codeOf(await library.api.get('/v2/me/pins'))).to.deep.equal(refused(401, tokenMissing));
  });

  it('is recorded, and does not change the account', async () => {
    const tag = async () => (await library.api.get('/v2/me', { token: consumer.token })).headers.get('etag');
    const before = await tag();
    const events = await library.auditOf(async () => {
      await pin('1.1');
      await pin('1.1');
      await unpin();
    });
    expect(events.map(({ action, details }) => [action, details])).to.deep.equal([
      ['accounts.minor_pinned', { major: 1, minor: '1.1' }],
      ['accounts.minor_unpinned', { major: 1 }],
    ]);
    expect(await tag()).to.equal(before);
  });
});
