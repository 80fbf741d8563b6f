import 'reflect-metadata';
import { expect } from 'chai';
import { FakeUnitOfWork } from '../../kernel/storage/unit-of-work.fake.js';
import { CopyKindService } from './copy-kind-service.js';
import { FakeCopyKinds } from './copy-kinds.fake.js';

describe('The copy kind service', () => {
  let service: CopyKindService;
  beforeEach(() => {
    service = new CopyKindService(new FakeUnitOfWork(), new FakeCopyKinds());
  });

  it('adds a kind once', async () => {
    expect([await service.add('audiobook'), await service.add('audiobook')]).to.deep.equal([true, false]);
    expect(await service.all()).to.include('audiobook');
  });

  for (const code of ['', 'Audiobook', 'audio book', '2_weeks', '*', 'a\n', 'a'.repeat(51)]) {
    it(`does not add ${JSON.stringify(code.slice(0, 12))}`, async () => {
      const fault = await service.add(code).catch((error: unknown) => (error as Error).message);
      expect(fault).to.match(/^A kind has/);
      expect(await service.all()).to.have.lengthOf(4);
    });
  }
});
