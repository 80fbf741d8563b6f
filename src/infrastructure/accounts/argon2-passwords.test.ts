import { expect } from 'chai';
import { unavailable } from '../../application/kernel/process/unavailable.js';
import { Refusal } from '../../domain/kernel/refusal.js';
import { Argon2Passwords } from './argon2-passwords.js';

describe('A password', () => {
  const passwords = new Argon2Passwords();

  it('is stored as Argon2id of 19 MiB and two passes, with a random salt', async () => {
    const [one, other] = await Promise.all([passwords.hash('the same'), passwords.hash('the same')]);
    expect(one).to.match(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).to.not.equal(other);
    expect(await passwords.verify('the same', one)).to.equal(true);
    expect(await passwords.verify('the samE', one)).to.equal(false);
  });

  it('counts to its last character', async () => {
    const long = 'x'.repeat(127);
    expect(await passwords.verify(`${long}b`, await passwords.hash(`${long}a`))).to.equal(false);
  });

  it('is always wrong without a stored hash', async () => {
    expect(await passwords.verify('nobody has this password', null)).to.equal(false);
  });

  it('is compared for an unknown address also when the first attempt came during an overload', async () => {
    const fresh = new Argon2Passwords();
    const known = await passwords.hash('right');
    const crowd = Array.from({ length: 44 }, () => fresh.verify('wrong', known));
    const first = await fresh.verify('whatever', null).catch((error: unknown) => (error as Refusal).code);
    expect(first).to.be.oneOf([unavailable.code, false]);
    await Promise.all(crowd);
    expect(await fresh.verify('whatever', null)).to.equal(false);
  });

  it('waits behind at most 4 running and 40 queued ones; later ones get 503 at once', async () => {
    const known = await passwords.hash('right');
    const tries = Array.from({ length: 80 }, () => passwords.verify('wrong', known));
    const outcomes = await Promise.allSettled(tries);
    const refused = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
    expect(refused).to.have.length(80 - 4 - 40);
    for (const reason of refused) expect((reason as Refusal).code).to.equal(unavailable.code);
    expect(await passwords.verify('right', known)).to.equal(true);
  });
});
