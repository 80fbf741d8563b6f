import { expect } from 'chai';
import { AdminInvitations } from '../../../../src/application/accounts/staff/admin-invitations.js';
import { linkInvalid } from '../../../../src/domain/accounts/refusals.js';
import { letters } from '../../../support/accounts/letters.js';
import { startLibrary, type Library } from '../../../support/library.js';
import { startSmtp, type SmtpServer } from '../../../support/smtp.js';
import { codeOf, refused, signIn, tablesWith, unlimited } from './people.js';

const password = 'a long and quiet evening';

describe('The first admin', () => {
  let library: Library;
  let smtp: SmtpServer;
  let people = 0;
  afterEach(() => library.stop());

  const invite = (email: string) =>
    library.service.container.resolve(AdminInvitations).invite({ email, username: 'boss' });
  const use = (token: string) =>
    library.api.post('/v2/password-resets/completions', { json: { token, newPassword: password } });
  const newEmail = () => `boss-${++people}@example.org`;
  const roleOf = async (email: string) => {
    const { body } = await signIn(library, { email, password });
    return (await library.api.get('/v2/me', { token: body.accessToken as string })).body.role as string;
  };

  describe('of a library with a mail server', () => {
    before(async () => {
      smtp = await startSmtp();
    });
    after(() => smtp.stop());
    beforeEach(async () => {
      library = await startLibrary({ config: { ...unlimited, smtpUrl: smtp.url } });
    });

    it('sets the password by a link of a mail, which works once', async () => {
      const email = newEmail();
      expect(await invite(email)).to.deep.equal({ mailed: true });
      const [letter] = await letters(library, smtp);
      expect(letter).to.include({ to: email, subject: 'Set the password of your admin account' });
      expect((await use(letter?.token ?? '')).status).to.equal(204);
      expect(await roleOf(email)).to.equal('admin');
      expect(codeOf(await use(letter?.token ?? ''))).to.deep.equal(refused(400, linkInvalid));
    });

    it('is invited again when the first mail was lost', async () => {
      const email = newEmail();
      await invite(email);
      await letters(library, smtp);
      await invite(email);
      const [second] = await letters(library, smtp);
      expect((await use(second?.token ?? '')).status).to.equal(204);
    });
  });

  describe('of a library without a mail server', () => {
    beforeEach(async () => {
      library = await startLibrary({ config: unlimited });
    });

    const tokenOf = async (email: string): Promise<string> => {
      const invitation = await invite(email);
      return invitation.mailed ? 'none' : (new URL(invitation.link).searchParams.get('token') ?? '');
    };

    it('sets the password by a link that is shown, which works once', async () => {
      const email = newEmail();
      const token = await tokenOf(email);
      expect((await use(token)).status).to.equal(204);
      expect(await roleOf(email)).to.equal('admin');
      expect(codeOf(await use(token))).to.deep.equal(refused(400, linkInvalid));
    });

    it('has 15 minutes for it', async () => {
      const token = await tokenOf(newEmail());
      library.clock.advance({ seconds: 15 * 60 });
      expect(codeOf(await use(token))).to.deep.equal(refused(400, linkInvalid));
    });

    it('cannot sign in before, and the link is stored nowhere', async () => {
      const email = newEmail();
      const token = await tokenOf(email);
      expect((await signIn(library, { email, password: '' })).status).to.be.oneOf([400, 401]);
      expect(await tablesWith(library, token)).to.deep.equal([]);
    });
  });
});
