import { expect } from 'chai';
import { CredentialService } from '../../../../src/application/accounts/credentials/credential-service.js';
import { PasswordHashes } from '../../../../src/application/accounts/credentials/password-hashes.js';
import { credentialsWrong } from '../../../../src/domain/accounts/refusals.js';
import { Argon2Passwords } from '../../../../src/infrastructure/accounts/argon2-passwords.js';
import { addPerson } from '../../../support/people.js';
import { startService, type RunningService } from '../../../support/service.js';

/** Runs something between the comparison of a password and the next step. */
class SlowPasswords extends Argon2Passwords {
  meanwhile: () => Promise<void> = () => Promise.resolve();

  override async verify(password: string, known: string | null): Promise<boolean> {
    const right = await super.verify(password, known);
    await this.meanwhile();
    return right;
  }
}

describe('Signing in with a password that is changed at the same moment', () => {
  const passwords = new SlowPasswords();
  let running: RunningService;
  before(async () => {
    const overrides = [
      (c: RunningService['service']['container']) => c.registerInstance(PasswordHashes, passwords),
    ];
    running = await startService({ content: 'migrated', overrides });
  });
  after(() => running.stop());

  it('begins no session, because all sessions were ended', async () => {
    const { id, email, password } = await addPerson(running);
    const credentials = running.service.container.resolve(CredentialService);
    const change = { currentPassword: password, newPassword: 'a new and longer evening' };
    passwords.meanwhile = async () => {
      passwords.meanwhile = () => Promise.resolve();
      await credentials.changePassword(id, change, { revokeKeys: false });
    };
    const json = { grantType: 'password', email, password };
    const { status, body } = await running.api.post('/v2/tokens', { json });
    expect([status, body.code]).to.deep.equal([401, credentialsWrong.code]);
  });
});
