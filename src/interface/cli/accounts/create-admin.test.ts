import 'reflect-metadata';
import { Readable } from 'node:stream';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { handlerOf, outputOf } from '../../../../test/support/cli-handlers.js';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { patronRefusals, PatronService } from '../../../application/accounts/patron-service.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import type { CommandHandler } from '../kernel/cli-command.js';
import { createAdmin } from './create-admin.js';

const options = { email: 'admin@example.org', username: 'admin' };

describe('The command create-admin', () => {
  let patrons: SinonStubbedInstance<PatronService>;
  let handler: CommandHandler;

  /** The output of the handler for this standard input. */
  async function outputFor(input: string, given: object = options): Promise<string> {
    sinon.stub(process, 'stdin').value(Readable.from([input]));
    return outputOf(() => handler.run(given));
  }

  /** The error of the handler for this standard input. */
  async function faultFor(input: string, given: object = options): Promise<string> {
    return outputFor(input, given).then(
      () => 'none',
      (error: unknown) => (error as Error).message,
    );
  }

  beforeEach(() => {
    patrons = sinon.createStubInstance(PatronService);
    patrons.register.resolves(1);
    handler = handlerOf(createAdmin, PatronService, patrons);
  });
  afterEach(() => sinon.restore());

  it('registers an admin with the password on standard input', async () => {
    await outputFor('a long and quiet evening\n');
    const names = { firstName: null, lastName: null };
    const account = { ...options, ...names, password: 'a long and quiet evening', role: 'admin' };
    expect(patrons.register.args).to.deep.equal([[account]]);
  });

  it('prints who can log in, and never the password', async () => {
    const output = await outputFor('a long and quiet evening\n');
    expect(output).to.equal('Admin 1 can log in as admin@example.org.\n');
  });

  for (const [given, fault] of [
    [{ ...options, email: 'admin' }, '--email must be an e-mail address.'],
    [{ ...options, username: ' ' }, '--username has 1 to 100 characters.'],
    [{ ...options, username: 'x'.repeat(101) }, '--username has 1 to 100 characters.'],
  ] as const) {
    it(`refuses the name ${given.username.slice(0, 5)} with ${given.email}: ${fault}`, async () => {
      expect(await faultFor('a long and quiet evening\n', given)).to.equal(fault);
      expect(patrons.register.called).to.equal(false);
    });
  }

  for (const password of ['', 'x'.repeat(7), 'x'.repeat(129)]) {
    it(`refuses a password of ${password.length} characters`, async () => {
      expect(await faultFor(`${password}\n`)).to.equal('A password has 8 to 128 characters.');
      expect(patrons.register.called).to.equal(false);
    });
  }

  it('passes on the refusal of a taken address', async () => {
    patrons.register.rejects(new Refusal(patronRefusals.register[0]));
    const codes = await codesOf(() => outputFor('a long and quiet evening\n'));
    expect(codes).to.deep.equal(['accounts.email_taken']);
  });

  it('names the admin "admin" by default', () => {
    const command = createAdmin.declare().parse(['--email', 'admin@example.org'], { from: 'user' });
    expect(command.opts()).to.deep.equal(options);
  });
});
