import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { handlerOf, outputOf } from '../../../../test/support/cli-handlers.js';
import { AddressService } from '../../../application/accounts/credentials/address-service.js';
import type { CommandHandler } from '../kernel/cli-command.js';
import { checkAddresses } from './check-addresses.js';

const holder = (patronId: number, email = 'x') => ({ patronId, cardNumber: `P${patronId}`, email });

describe('The command check-addresses', () => {
  let addresses: SinonStubbedInstance<AddressService>;
  let handler: CommandHandler;

  beforeEach(() => {
    addresses = sinon.createStubInstance(AddressService);
    addresses.review.resolves({ doubles: [], misspelt: [], unusable: [] });
    addresses.rewrite.resolves(true);
    handler = handlerOf(checkAddresses, AddressService, addresses);
  });

  it('says that there is nothing to do', async () => {
    expect(await outputOf(() => handler.run({}))).to.equal('No other address has to be rewritten.\n');
  });

  it('names the cards of the accounts with one address, and fails', async () => {
    const doubles = [{ address: 'zoë@example.org', holders: [holder(3), holder(7)] }];
    addresses.review.resolves({ doubles, misspelt: [], unusable: [] });
    let fault: unknown;
    const output = await outputOf(() => handler.run({}).catch((error: unknown) => void (fault = error)));
    expect(output).to.include('zoë@example.org has several accounts: P3, P7\n');
    expect(fault).to.be.an('error');
  });

  it('shows the invisible characters of a text that is no address', async () => {
    addresses.review.resolves({ doubles: [], misspelt: [], unusable: [holder(4, 'a\u200bb@[ü]')] });
    const output = await outputOf(() => handler.run({}));
    expect(output).to.include('P4 has no valid address: "a\\u{200b}b@[\\u{fc}]"\n');
  });

  it('counts the addresses in another form, and rewrites them only when asked to', async () => {
    const misspelt = [5, 6].map((id) => ({ address: 'zoë@example.org', holders: [holder(id)] }));
    addresses.review.resolves({ doubles: [], misspelt, unusable: [] });
    expect(await outputOf(() => handler.run({}))).to.equal('Addresses to be rewritten with --rewrite: 2\n');
    expect(addresses.rewrite.called).to.equal(false);
    addresses.rewrite.onSecondCall().resolves(false);
    expect(await outputOf(() => handler.run({ rewrite: true }))).to.equal('Addresses rewritten: 1\n');
    expect(addresses.rewrite.args).to.deep.equal(misspelt.map((each) => [each]));
  });
});
