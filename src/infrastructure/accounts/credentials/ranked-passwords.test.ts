import { expect } from 'chai';
import { RankedPasswords } from './ranked-passwords.js';

describe('The list of common passwords', () => {
  const passwords = new RankedPasswords();

  it('has 10,000 entries in lower case', async () => {
    const all = await passwords.all();
    expect(all.size).to.equal(10_000);
    for (const each of all) expect(each).to.equal(each.toLowerCase());
  });

  it('contains the worst ones, and not those of the demo accounts', async () => {
    const all = await passwords.all();
    for (const each of ['password', '12345678', 'qwertyuiop', 'iloveyou', 'baseball'])
      expect(all.has(each), each).to.equal(true);
    for (const who of ['admin', 'librarian', 'patron'])
      expect(all.has(`${who}-demo-password`), who).to.equal(false);
  });
});
