import { expect } from 'chai';
import { codesOf, refusalOf, sentencesOf } from '../../../../test/support/refusal-of.js';
import { reason } from '../../../domain/kernel/refusal.js';
import { FakeUnitOfWork } from '../storage/unit-of-work.fake.js';
import { KnownCodeService } from './known-code-service.js';
import { FakeKnownCodes } from './known-codes.fake.js';

const unknown = reason('invalid', 'test.shade_unknown', 'The library does not know this shade.');

class ShadeService extends KnownCodeService {}

describe('The known code service', () => {
  let service: ShadeService;
  beforeEach(() => {
    const codes = new FakeKnownCodes(['dark', 'light']);
    service = new ShadeService(new FakeUnitOfWork(), codes, { name: 'shade', unknown });
  });

  it('adds a code once', async () => {
    expect([await service.add('pale_2'), await service.add('pale_2')]).to.deep.equal([true, false]);
    expect(await service.all()).to.deep.equal(['dark', 'light', 'pale_2']);
  });

  for (const code of ['', 'Pale', 'very pale', '2_pale', '*', 'a\n', 'a'.repeat(51)]) {
    it(`does not add ${JSON.stringify(code.slice(0, 12))}`, async () => {
      const fault = await service.add(code).catch((error: unknown) => (error as Error).message);
      expect(fault).to.match(/^A shade has/);
      expect(await service.all()).to.have.lengthOf(2);
    });
  }

  it('refuses an unknown code, and names the known ones', async () => {
    await service.refuseUnknown('dark');
    expect(await codesOf(() => service.refuseUnknown('dim'))).to.deep.equal([unknown.code]);
    const { fields } = await refusalOf(() => service.refuseUnknown('dim'));
    expect(sentencesOf(fields)).to.deep.equal({
      shade: ['shade must be one that the library knows: dark, light'],
    });
    expect(fields?.['shade']?.[0]).to.deep.include({
      code: 'not_one_of',
      parameters: { allowed: ['dark', 'light'] },
    });
  });
});
