import { expect } from 'chai';
import { limitExceeded } from '../../../../src/interface/kernel/errors/refusals.js';
import { startLibrary, type Library } from '../../../support/library.js';
import { addPerson } from '../../../support/people.js';
import { codeOf, pairFor, refresh, refused, signIn } from './people.js';

describe('The limit of signing in', () => {
  let library: Library;
  before(async () => {
    library = await startLibrary({ config: { limitLogin: { points: 3, seconds: 600 } } });
  });
  after(() => library.stop());

  it('is shared by both majors, and is not consumed by refreshing', async () => {
    const person = await addPerson(library);
    const { email } = person;
    let { refreshToken } = await pairFor(library, person);
    const wrong = { email, password: 'wrong' };
    expect((await library.api.post('/v1/users/login', { json: wrong })).status).to.equal(401);
    for (let turn = 0; turn < 6; turn++) {
      const answer = await refresh(library, refreshToken);
      expect(answer.status).to.equal(200);
      refreshToken = answer.body.refreshToken;
    }
    expect((await signIn(library, wrong)).status).to.equal(401);
    expect((await library.api.post('/v1/users/login', { json: wrong })).status).to.equal(401);
    const answer = await signIn(library, person);
    expect(codeOf(answer)).to.deep.equal(refused(429, limitExceeded));
    expect(Number(answer.headers.get('retry-after'))).to.be.within(1, 600);
    const json = { email, password: person.password };
    expect((await library.api.post('/v1/users/login', { json })).status).to.equal(429);
  });
});
