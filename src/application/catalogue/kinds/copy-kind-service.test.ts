import 'reflect-metadata';
import { expect } from 'chai';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { FakeUnitOfWork } from '../../kernel/storage/unit-of-work.fake.js';
import { CopyKindService } from './copy-kind-service.js';
import { FakeCopyKinds } from './copy-kinds.fake.js';

describe('The copy kind service', () => {
  it('refuses an unknown kind', async () => {
    const service = new CopyKindService(new FakeUnitOfWork(), new FakeCopyKinds());
    await service.refuseUnknown('standard');
    expect(await codesOf(() => service.refuseUnknown('standart'))).to.deep.equal(['catalogue.kind_unknown']);
  });
});
