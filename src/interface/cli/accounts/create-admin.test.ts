import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { handlerOf, outputOf } from '../../../../test/support/cli-handlers.js';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { AdminInvitations } from '../../../application/accounts/staff/admin-invitations.js';
import { patronRefusals } from '../../../application/accounts/patrons/patron-service.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import type { CommandHandler } from '../kernel/cli-command.js';
import { createAdmin } from './create-admin.js';

const options = { email: 'admin@example.org', username: 'admin' };

describe('The command create-admin', () => {
  let invitations: SinonStubbedInstance<AdminInvitations>;
  let handler: CommandHandler;

  const output = (given: object = options): Promise<string> => outputOf(() => handler.run(given));

  beforeEach(() => {
    invitations = sinon.createStubInstance(AdminInvitations);
    invitations.invite.resolves({ mailed: true });
    handler = handlerOf(createAdmin, AdminInvitations, invitations);
  });
  afterEach(() => sinon.restore());

  it('invites the admin', async () => {
    await output();
    expect(invitations.invite.args).to.deep.equal([[options]]);
  });

  it('invites the address in its one form', async () => {
    await output({ ...options, email: 'Admin@Example.ORG' });
    expect(invitations.invite.args).to.deep.equal([[options]]);
  });

  it('says that a link is mailed', async () => {
    expect(await output()).to.equal(
      'The worker mails admin@example.org a link to set the password. It works once, within 30 minutes.\n',
    );
  });

  it('prints the link, and for how long it works, when it cannot be mailed', async () => {
    invitations.invite.resolves({ mailed: false, link: 'https://library.example/reset?token=sll_1' });
    expect(await output()).to.equal(
      'Set the password of admin@example.org within 15 minutes. This link works once:\n' +
        'https://library.example/reset?token=sll_1\n',
    );
  });

  for (const [given, fault] of [
    [{ ...options, email: 'admin' }, '--email must be an e-mail address.'],
    [{ ...options, username: 'www.a.example' }, '--username must not contain a link or control characters.'],
    [{ ...options, username: ' ' }, '--username has 1 to 100 characters.'],
    [{ ...options, username: 'x'.repeat(101) }, '--username has 1 to 100 characters.'],
  ] as const) {
    it(`refuses the name ${given.username.slice(0, 5)} with ${given.email}: ${fault}`, async () => {
      const told = await output(given).catch((error: unknown) => (error as Error).message);
      expect(told).to.equal(fault);
      expect(invitations.invite.called).to.equal(false);
    });
  }

  it('passes on the refusal of a taken address', async () => {
    invitations.invite.rejects(new Refusal(patronRefusals.register[0]));
    expect(await codesOf(() => output())).to.deep.equal(['accounts.email_taken']);
  });

  it('names the admin "admin" by default', () => {
    const command = createAdmin.declare().parse(['--email', 'admin@example.org'], { from: 'user' });
    expect(command.opts()).to.deep.equal(options);
  });
});
