import { expect } from 'chai';
import { limitExceeded } from '../../../../../src/interface/kernel/errors/refusals.js';
import { beginSetUp, confirmSetUp, enrol, signInWith } from '../../../../support/accounts/authenticator.js';
import { startLibrary, type Library } from '../../../../support/library.js';
import { addPerson, type Person } from '../../../../support/people.js';
import { codeOf, refused } from '../people.js';

describe('Guesses of a second factor', () => {
  let library: Library;
  let person: Person;
  beforeEach(async () => {
    library = await startLibrary();
    person = await addPerson(library, 'librarian');
  });
  afterEach(() => library.stop());

  const limited = refused(429, limitExceeded);

  it('are limited to five in ten minutes, as those of a password', async () => {
    const { app } = await enrol(library, person);
    library.clock.advance({ seconds: 60 });
    for (let i = 0; i < 5; i += 1)
      expect((await signInWith(library, person, `00000${i}`)).status).to.equal(403);
    expect(codeOf(await signInWith(library, person, app.code()))).to.deep.equal(limited);
  });

  it('are also limited when the secret is confirmed', async () => {
    await beginSetUp(library, person.token, { currentPassword: person.password });
    for (let i = 0; i < 5; i += 1)
      expect((await confirmSetUp(library, person.token, `00000${i}`)).status).to.equal(403);
    expect(codeOf(await confirmSetUp(library, person.token, '000005'))).to.deep.equal(limited);
  });

  it('are not counted for a sign-in without a code, which a program uses to find out that it needs one', async () => {
    const { app } = await enrol(library, person);
    library.clock.advance({ seconds: 60 });
    for (let i = 0; i < 8; i += 1) expect((await signInWith(library, person)).status).to.equal(403);
    expect((await signInWith(library, person, app.code())).status).to.equal(200);
  });
});
