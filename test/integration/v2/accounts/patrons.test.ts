import { expect } from 'chai';
import { lastAdmin, patronChanged, roleNeedsAdmin } from '../../../../src/domain/accounts/refusals.js';
import { patronNotFound } from '../../../../src/domain/kernel/not-found.js';
import {
  cursorInvalid,
  notAllowed,
  preconditionRequired,
  validationFailed,
} from '../../../../src/interface/kernel/errors/refusals.js';
import { toId } from '../../../../src/interface/v2/ids.js';
import { startLibrary, type Library, type Member } from '../../../support/library.js';
import { codeOf, patch, refused, tagOf } from './people.js';

describe('Patrons of /v2', () => {
  let library: Library;
  let admin: Member;
  let someone: Member;
  let path: string;
  before(async () => {
    library = await startLibrary();
    admin = await library.addMember({ role: 'admin' });
  });
  after(() => library.stop());
  beforeEach(async () => {
    someone = await library.addMember();
    path = `/v2/patrons/${toId('patron', someone.id)}`;
  });

  const amend = async (json: unknown, by: Member = library.librarian, tag?: string | null) =>
    patch(library, path, by.token, json, tag === undefined ? await tagOf(library, path, admin.token) : tag);
  const show = () => library.api.get(path, { token: library.librarian.token });

  it('are listed by id in pages without a gap, with a total on request', async () => {
    const { token } = library.librarian;
    const whole = await library.api.get('/v2/patrons?limit=200', { token });
    const all = (whole.body.data as { id: string }[]).map(({ id }) => id);
    expect(whole.body.page).to.deep.equal({ nextCursor: null });
    const seen: string[] = [];
    let url: string | undefined = '/v2/patrons?limit=2&total=true';
    while (url !== undefined) {
      const answer = await library.api.get(url, { token });
      expect(answer.body.page.total).to.equal(all.length);
      seen.push(...(answer.body.data as { id: string }[]).map(({ id }) => id));
      url = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
    }
    expect(seen).to.deep.equal(all);
    expect(seen).to.include(toId('patron', someone.id));
  });

  it('are not listed from an invalid cursor, nor for a patron', async () => {
    const broken = await library.api.get('/v2/patrons?cursor=abc.def', { token: library.librarian.token });
    expect(codeOf(broken)).to.deep.equal(refused(400, cursorInvalid));
    const answer = await library.api.get('/v2/patrons', { token: library.patron.token });
    expect(codeOf(answer)).to.deep.equal(refused(403, notAllowed));
  });

  it('are shown one at a time, with an ETag', async () => {
    const { status, body, headers } = await show();
    expect(status).to.equal(200);
    expect(body).to.include({ id: toId('patron', someone.id), role: 'patron', category: 'adult' });
    expect(headers.get('etag')).to.equal('"r1-v2.0"');
  });

  for (const [what, id] of [
    ['malformed', 'abc'],
    ['of another type', toId('book', 1)],
    ['a number', '1'],
    ['of nobody', toId('patron', 999_999)],
  ]) {
    it(`are not found under an id that is ${what}: 404`, async () => {
      const { token } = library.librarian;
      expect(codeOf(await library.api.get(`/v2/patrons/${id}`, { token }))).to.deep.equal(
        refused(404, patronNotFound),
      );
      const answer = await patch(library, `/v2/patrons/${id}`, token, { username: 'x' }, '"r1-v2.0"');
      expect(codeOf(answer)).to.deep.equal(refused(404, patronNotFound));
    });
  }

  it('can get another name, category and expiry of their card', async () => {
    const json = {
      username: 'u',
      firstName: 'F',
      lastName: 'L',
      category: 'child',
      expiresAt: '2028-01-01T00:00:00+01:00',
    };
    const answer = await amend(json);
    expect(answer.status).to.equal(200);
    expect(answer.body).to.include({ ...json, expiresAt: '2027-12-31T23:00:00.000Z' });
    expect((await amend({ expiresAt: null })).body.expiresAt).to.equal(null);
  });

  it('can be blocked and unblocked, and loans respect it', async () => {
    const blocks = [{ reason: 'Two books are lost.' }, { reason: 'Late', until: '2026-12-24T18:00:00Z' }];
    const events = await library.auditOf(async () => {
      const { body } = await amend({ blocks });
      expect(body.blocks).to.deep.equal([
        { reason: 'Two books are lost.', until: null },
        { reason: 'Late', until: '2026-12-24T18:00:00.000Z' },
      ]);
    });
    const subject = `patron ${someone.id}`;
    // The revision is read before the change.
    const [, ...changes] = events;
    expect(changes.map((event) => [event.action, event.subject, event.actor, event.details])).to.deep.equal([
      ['accounts.patron_updated', subject, library.librarian.id, { changed: ['blocks'] }],
    ]);
    const json = { book_id: await library.addBook({ title: 'A book' }) };
    const borrow = () => library.api.post('/v1/loans', { token: someone.token, json });
    expect((await borrow()).body.code).to.equal('circulation.patron_blocked');
    expect((await amend({ blocks: [] })).body.blocks).to.deep.equal([]);
    expect((await borrow()).status).to.equal(201);
  });

  it('get a role only from an admin, which counts at once', async () => {
    expect(codeOf(await amend({ role: 'librarian' }))).to.deep.equal(refused(403, roleNeedsAdmin));
    const before = await library.api.get('/v2/patrons', { token: someone.token });
    expect(before.status).to.equal(403);
    const events = await library.auditOf(async () => {
      expect((await amend({ role: 'librarian', firstName: 'New' }, admin)).body.role).to.equal('librarian');
    });
    expect(events.map(({ action }) => action)).to.deep.equal([
      'accounts.patron_read',
      'accounts.patron_updated',
      'accounts.role_changed',
    ]);
    expect((await library.api.get('/v2/patrons', { token: someone.token })).status).to.equal(200);
    expect((await amend({ role: 'patron' }, admin)).status).to.equal(200);
    expect((await library.api.get('/v2/patrons', { token: someone.token })).status).to.equal(403);
  });

  it('include the last admin always, and a refused change has no effect', async () => {
    const own = `/v2/patrons/${toId('patron', admin.id)}`;
    const tag = await tagOf(library, own, admin.token);
    const answer = await patch(library, own, admin.token, { role: 'patron', firstName: 'Gone' }, tag);
    expect(codeOf(answer)).to.deep.equal(refused(409, lastAdmin));
    expect((await library.api.get(own, { token: admin.token })).body.firstName).to.equal(null);
  });

  it('are not changed without If-Match: 428, nor from an older state: 412', async () => {
    expect(codeOf(await amend({ firstName: 'x' }, admin, null))).to.deep.equal(
      refused(428, preconditionRequired),
    );
    const tag = await tagOf(library, path, admin.token);
    await library.api.put(`/v1/users/${someone.id}/role`, {
      token: admin.token,
      json: { role: 'librarian' },
    });
    expect(codeOf(await amend({ firstName: 'x' }, admin, tag))).to.deep.equal(refused(412, patronChanged));
  });

  for (const [what, json] of [
    ['a half address', { email: 'taken@' }],
    ['a card number with a slash', { cardNumber: 'A/1' }],
    ['a card number that is null', { cardNumber: null }],
    ['a password', { password: 'a long and quiet evening' }],
    ['a category with spaces', { category: 'a b' }],
    ['a category that is null', { category: null }],
    ['a date that is not a date', { expiresAt: '2028-01-01' }],
    ['a date that no month has', { expiresAt: '2027-02-30T00:00:00Z' }],
    ['a week', { expiresAt: '2028-W01' }],
    ['a block without a reason', { blocks: [{ until: null }] }],
    ['a block with an end that is no date', { blocks: [{ reason: 'x', until: 'never' }] }],
    ['an unknown role', { role: 'king' }],
    ['too many blocks', { blocks: Array.from({ length: 21 }, () => ({ reason: 'x' })) }],
  ] as const) {
    it(`cannot be given ${what}`, async () => {
      const before = (await show()).body;
      expect(codeOf(await amend(json, admin))).to.deep.equal(refused(400, validationFailed));
      expect((await show()).body).to.deep.equal(before);
    });
  }

  it('cannot be changed by a patron, including their own', async () => {
    expect(codeOf(await amend({ category: 'staff' }, someone))).to.deep.equal(refused(403, notAllowed));
  });
});
