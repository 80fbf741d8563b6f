import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { handlerOf, outputOf } from '../../../../test/support/cli-handlers.js';
import { CopyKindService } from '../../../application/catalogue/kinds/copy-kind-service.js';
import { copyKinds } from './copy-kinds.js';

describe('The command copy-kinds', () => {
  let kinds: SinonStubbedInstance<CopyKindService>;
  beforeEach(() => {
    kinds = sinon.createStubInstance(CopyKindService);
    kinds.all.resolves(['reference', 'standard']);
    kinds.add.resolves(true);
  });
  afterEach(() => sinon.restore());

  const run = (options: object) => outputOf(() => handlerOf(copyKinds, CopyKindService, kinds).run(options));

  it('lists the kinds, one a line', async () => {
    expect(await run({})).to.equal('reference\nstandard\n');
  });

  it('adds a kind', async () => {
    expect(await run({ add: 'audiobook' })).to.equal('Copies can now be of the kind audiobook.\n');
    expect(kinds.add.args).to.deep.equal([['audiobook']]);
  });
});
