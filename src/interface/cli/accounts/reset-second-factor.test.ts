import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { handlerOf, outputOf } from '../../../../test/support/cli-handlers.js';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { SecondFactorRemoval } from '../../../application/accounts/second-factor/second-factor-removal.js';
import { patronNotFound } from '../../../domain/kernel/not-found.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { resetSecondFactor } from './reset-second-factor.js';

const options = { email: 'admin@example.org' };

describe('The command reset-second-factor', () => {
  let removal: SinonStubbedInstance<SecondFactorRemoval>;
  beforeEach(() => {
    removal = sinon.createStubInstance(SecondFactorRemoval);
  });
  afterEach(() => sinon.restore());

  const run = () => outputOf(() => handlerOf(resetSecondFactor, SecondFactorRemoval, removal).run(options));

  it('resets the second factor of the account with this address, and says what follows', async () => {
    const output = await run();
    expect(removal.resetByEmail.args).to.deep.equal([['admin@example.org']]);
    expect(output).to.include('admin@example.org').and.to.include('once without');
  });

  it('passes on that there is no such account', async () => {
    removal.resetByEmail.rejects(new Refusal(patronNotFound));
    expect(await codesOf(run)).to.deep.equal(['accounts.patron_not_found']);
  });

  it('needs an address', () => {
    const command = resetSecondFactor
      .declare()
      .exitOverride()
      .configureOutput({ writeErr: () => undefined });
    expect(() => command.parse([], { from: 'user' })).to.throw('--email');
  });
});
