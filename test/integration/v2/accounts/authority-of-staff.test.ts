import { expect } from 'chai';
import sql from 'sql-template-tag';
import { ownAccount, staffNeedsAdmin } from '../../../../src/domain/accounts/refusals.js';
import { toId } from '../../../../src/interface/v2/ids.js';
import { startLibrary, type Library } from '../../../support/library.js';
import { addPerson, type Person } from '../../../support/people.js';
import { startSmtp, type SmtpServer } from '../../../support/smtp.js';
import { codeOf, patch, refused, signIn, tagOf, unlimited } from './people.js';

const pathOf = (id: number) => `/v2/patrons/${toId('patron', id)}`;

describe('Staff over /v2, and their authority', () => {
  let library: Library;
  let smtp: SmtpServer;
  let admin: Person;
  let librarian: Person;
  before(async () => {
    smtp = await startSmtp();
    library = await startLibrary({ config: { ...unlimited, smtpUrl: smtp.url } });
    admin = await addPerson(library, 'admin');
    librarian = await addPerson(library, 'librarian');
  });
  after(async () => {
    await library.stop();
    await smtp.stop();
  });

  const amend = async (id: number, json: object, by: Person = librarian) =>
    patch(library, pathOf(id), by.token, json, await tagOf(library, pathOf(id), admin.token));
  const remove = (path: string, by: Person = librarian) => library.api.delete(path, { token: by.token });

  describe('who are librarians', () => {
    for (const role of ['librarian', 'admin'] as const) {
      it(`do nothing to the account of a ${role}`, async () => {
        const other = await addPerson(library, role);
        const blocks = [{ reason: 'Out!' }];
        const answers = [
          await amend(other.id, { username: 'x' }),
          await amend(other.id, { blocks }),
          await amend(other.id, { disabled: true }),
          await amend(other.id, { email: 'mine@example.org' }),
          await library.api.post(`${pathOf(other.id)}/password-resets`, { token: librarian.token }),
          await remove(`${pathOf(other.id)}/sessions`),
          await remove(pathOf(other.id)),
        ];
        for (const answer of answers) expect(codeOf(answer)).to.deep.equal(refused(403, staffNeedsAdmin));
        expect((await signIn(library, other)).status).to.equal(200);
      });
    }

    it('change nothing of their own account', async () => {
      expect(codeOf(await amend(librarian.id, { category: 'staff' }))).to.deep.equal(
        refused(403, staffNeedsAdmin),
      );
    });
  });

  describe('who are admins', () => {
    it('act on librarians and other admins', async () => {
      for (const role of ['librarian', 'admin'] as const) {
        const other = await addPerson(library, role);
        expect((await amend(other.id, { disabled: true, category: 'staff' }, admin)).status).to.equal(200);
        expect((await remove(pathOf(other.id), admin)).status).to.equal(204);
      }
    });

    it('change neither category, expiry, blocks nor role of themselves, in neither major', async () => {
      const other = await addPerson(library, 'admin');
      for (const json of [
        { category: 'staff' },
        { expiresAt: '2040-01-01T00:00:00Z' },
        { blocks: [{ reason: 'x' }] },
        { role: 'patron' },
        { disabled: true },
        { email: 'mine@example.org' },
      ])
        expect(codeOf(await amend(other.id, json, other)), JSON.stringify(json)).to.deep.equal(
          refused(403, ownAccount),
        );
      const json = { role: 'librarian' };
      const old = await library.api.put(`/v1/users/${other.id}/role`, { token: other.token, json });
      expect(codeOf(old)).to.deep.equal(refused(403, ownAccount));
    });

    it('leave one admin, also when two disable, demote or close each other at once', async () => {
      const solo = await startLibrary({ config: unlimited });
      try {
        for (const how of ['disable', 'demote', 'close'] as const) {
          const two = [await addPerson(solo, 'admin'), await addPerson(solo, 'admin')] as const;
          const tags = await Promise.all(two.map(({ id }) => tagOf(solo, pathOf(id), two[0].token)));
          const act = (by: Person, on: Person, tag: string) =>
            how === 'close'
              ? solo.api.delete(pathOf(on.id), { token: by.token })
              : patch(
                  solo,
                  pathOf(on.id),
                  by.token,
                  how === 'disable' ? { disabled: true } : { role: 'patron' },
                  tag,
                );
          const answers = await Promise.all([
            act(two[0], two[1], tags[1] ?? ''),
            act(two[1], two[0], tags[0] ?? ''),
          ]);
          const won = answers.filter(({ status }) => status < 300);
          expect(won, how).to.have.length(1);
          for (const { status } of answers) expect(status).to.be.oneOf([200, 204, 401, 403, 409]);
          const left = two.find((_, at) => (answers[1 - at]?.status ?? 0) >= 300);
          expect((await solo.api.get('/v2/me', { token: left?.token ?? '' })).body.role).to.equal('admin');
          await solo.rows(sql`update patron set role = 'patron' where id = ${left?.id ?? 0}`);
        }
      } finally {
        await solo.stop();
      }
    });
  });
});
