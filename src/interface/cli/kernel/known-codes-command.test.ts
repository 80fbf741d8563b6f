import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { handlerOf, outputOf } from '../../../../test/support/cli-handlers.js';
import { KnownCodeService } from '../../../application/kernel/known-codes/known-code-service.js';
import { knownCodesCommand } from './known-codes-command.js';

class ShadeService extends KnownCodeService {}

const token = Symbol('test.ShadeService');
const shades = knownCodesCommand(token, {
  name: 'shades',
  codes: 'shades of paint',
  option: 'the new shade, such as pale',
  added: 'Paint can now be of the shade',
});

describe('A command for known codes', () => {
  let service: SinonStubbedInstance<KnownCodeService>;
  beforeEach(() => {
    service = sinon.createStubInstance(ShadeService);
    service.all.resolves(['dark', 'light']);
    service.add.resolves(true);
  });
  afterEach(() => sinon.restore());

  const run = (options: object) => outputOf(() => handlerOf(shades, token, service).run(options));

  it('lists the codes, one a line', async () => {
    expect(await run({})).to.equal('dark\nlight\n');
    expect(service.add.callCount).to.equal(0);
  });

  it('adds a code', async () => {
    expect(await run({ add: 'pale' })).to.equal('Paint can now be of the shade pale.\n');
    expect(service.add.args).to.deep.equal([['pale']]);
  });

  it('says that a code is known', async () => {
    service.add.resolves(false);
    expect(await run({ add: 'dark' })).to.equal('dark is known already.\n');
  });

  it('passes on why a text is no code', async () => {
    service.add.rejects(new Error('no code'));
    const fault = await run({ add: 'No code' }).catch((error: unknown) => (error as Error).message);
    expect(fault).to.equal('no code');
  });
});
