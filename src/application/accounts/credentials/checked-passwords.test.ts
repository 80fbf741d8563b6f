import 'reflect-metadata';
import { expect } from 'chai';
import sinon from 'sinon';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { CheckedPasswords } from './checked-passwords.js';

const owner = { username: 'ada', firstName: null, lastName: null, email: 'ada@example.org' };
const composed = 'Überraschung';
const decomposed = composed.normalize('NFD');

describe('The passwords', () => {
  const hash = sinon.fake((text: string) => Promise.resolve(`hash of ${text}`));
  const verify = sinon.fake((text: string, known: string | null) =>
    Promise.resolve(known === `hash of ${text}`),
  );
  const passwords = new CheckedPasswords(
    { hash, verify },
    { all: () => Promise.resolve(new Set(['password'])) },
  );

  /** The texts that were compared with a hash. */
  async function triesFor(password: string, known: string | null): Promise<string[]> {
    verify.resetHistory();
    await passwords.verify(password, known);
    return verify.args.map(([text]) => text);
  }

  it('are hashed in their composed form', async () => {
    expect(await passwords.hash(decomposed, owner)).to.equal(`hash of ${composed}`);
  });

  it('are not hashed when they are common', async () => {
    hash.resetHistory();
    const codes = await codesOf(() => passwords.hash('Password', owner));
    expect([codes, hash.callCount]).to.deep.equal([['accounts.password_common'], 0]);
  });

  it('open in every form of the same text', async () => {
    for (const form of [composed, decomposed])
      expect(await passwords.verify(form, `hash of ${composed}`)).to.equal(true);
  });

  it('open a hash of an older release, which was made from the text as it was typed', async () => {
    for (const old of [decomposed, 'tab\tand space', 'x'])
      expect(await passwords.verify(old, `hash of ${old}`)).to.equal(true);
  });

  it('are wrong when neither form fits', async () => {
    expect(await passwords.verify(composed, `hash of ${decomposed}`)).to.equal(false);
  });

  it('are tried as often for an unknown account as for a wrong password', async () => {
    for (const text of [composed, decomposed, 'tab\t'])
      expect(await triesFor(text, null)).to.deep.equal(await triesFor(text, 'hash of another'));
    expect(await triesFor(decomposed, null)).to.deep.equal([composed, decomposed]);
    expect(await triesFor(composed, null)).to.deep.equal([composed]);
  });
});
