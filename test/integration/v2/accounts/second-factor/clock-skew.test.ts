import { expect } from 'chai';
import { secondFactorWrong } from '../../../../../src/domain/accounts/second-factor-refusals.js';
import { enrol, signInWith } from '../../../../support/accounts/authenticator.js';
import { startLibrary, type Library } from '../../../../support/library.js';
import { addPerson, type Person } from '../../../../support/people.js';
import { codeOf, refused, unlimited } from '../people.js';

describe('An authenticator app whose clock differs from that of the service', () => {
  let library: Library;
  let person: Person;
  before(async () => {
    library = await startLibrary({ config: unlimited });
  });
  after(() => library.stop());
  beforeEach(async () => {
    person = await addPerson(library, 'librarian');
  });

  const wrong = refused(403, secondFactorWrong);
  const later = (seconds: number) => library.clock.advance({ seconds });

  for (const [name, skew] of [
    ['ahead', 120],
    ['behind', -120],
  ] as const) {
    it(`by two minutes (${name}) is set up and signs in, with each code once`, async () => {
      const { app } = await enrol(library, person, skew);
      expect(codeOf(await signInWith(library, person, app.code()))).to.deep.equal(wrong);
      later(30);
      expect((await signInWith(library, person, app.code())).status).to.equal(200);
      expect(codeOf(await signInWith(library, person, app.code()))).to.deep.equal(wrong);
    });

    it(`by three minutes (${name}) is refused`, async () => {
      const { app } = await enrol(library, person);
      later(600);
      app.ahead = Math.sign(skew) * 180;
      expect(codeOf(await signInWith(library, person, app.code()))).to.deep.equal(wrong);
    });
  }

  it('and is set right by two minutes is accepted again when the last code is in the past', async () => {
    const { app } = await enrol(library, person, 120);
    app.ahead = 0;
    later(90);
    expect(codeOf(await signInWith(library, person, app.code()))).to.deep.equal(wrong);
    later(60);
    expect((await signInWith(library, person, app.code())).status).to.equal(200);
  });

  it('accepts no code of an earlier step after a later one, so that no overheard code can be used', async () => {
    const { app } = await enrol(library, person);
    later(60);
    const overheard = app.code();
    later(30);
    expect((await signInWith(library, person, app.code())).status).to.equal(200);
    expect(codeOf(await signInWith(library, person, overheard))).to.deep.equal(wrong);
  });
});
