import { expect } from 'chai';
import {
  passwordCommon,
  passwordPersonal,
  passwordUnusable,
} from '../../../../src/domain/accounts/refusals.js';
import { startLibrary, type Library } from '../../../support/library.js';
import { codeOf, refused, signIn, unlimited } from './people.js';

describe('A password over /v2', () => {
  let library: Library;
  before(async () => {
    library = await startLibrary({ config: unlimited });
  });
  after(() => library.stop());

  const grace = {
    username: 'grace',
    email: 'grace.hopper@people.example',
    firstName: 'Grace',
    lastName: 'Hopper',
  };

  for (const [password, fault] of [
    ['iloveyou', passwordCommon],
    ['Grace.Hopper', passwordPersonal],
    ['invisible\u200bspace', passwordUnusable],
  ] as const) {
    it(`is refused at registration with ${fault.code}`, async () => {
      const answer = await library.api.post('/v2/patrons', { json: { ...grace, password } });
      expect(codeOf(answer)).to.deep.equal(refused(400, fault));
      expect(answer.body.detail).to.equal(fault.message);
    });
  }

  it('opens the account in every form of the same text', async () => {
    const password = 'ｆｕｌｌ width, Ångström';
    await library.api.post('/v2/patrons', { json: { ...grace, password: password.normalize('NFD') } });
    const statuses = [password, password.normalize('NFD'), password.normalize('NFKC')].map(
      async (form) => (await signIn(library, { email: grace.email, password: form })).status,
    );
    expect(await Promise.all(statuses)).to.deep.equal([200, 200, 401]);
  });
});
