import { expect } from 'chai';
import { patrons } from '../../seeds/content/patrons.js';
import { Argon2Passwords } from '../../src/infrastructure/accounts/argon2-passwords.js';
import { freshDatabase, seededAt } from '../support/postgres.js';
import { ask, askOne } from '../support/seeds.js';

describe('The patrons of the standard seed', () => {
  let url: string;
  before(async () => (url = await freshDatabase('seeded')));

  it('have the card numbers of the content, in its order', async () => {
    const rows = await ask<{ card_number: string }>(url, 'select card_number, email from patron order by id');
    expect(rows).to.deep.equal(patrons.map(({ cardNumber, email }) => ({ card_number: cardNumber, email })));
  });

  it('can sign in when they have a demo password, and cannot when they have none', async () => {
    const rows = await ask<{ email: string; password_hash: string | null }>(
      url,
      'select email, password_hash from patron order by id',
    );
    const passwords = new Argon2Passwords();
    for (const { email, password_hash: hash } of rows) {
      const { password } = patrons.find((patron) => patron.email === email) ?? {};
      if (password === undefined) expect(hash).to.equal(null);
      else expect(await passwords.verify(password, hash), email).to.equal(true);
    }
  });

  it('include one that is blocked and one whose card has expired', async () => {
    expect(await ask(url, `select username, blocks from patron where blocks <> '[]'`)).to.deep.equal([
      {
        username: 'omar',
        blocks: [{ reason: patrons.find(({ username }) => username === 'omar')?.blocked, until: null }],
      },
    ]);
    const expired = await ask(
      url,
      `select username from patron where expires_at < '${seededAt.toISOString()}'`,
    );
    expect(expired).to.deep.equal([{ username: 'jeanluc' }]);
  });

  it('leave the next card number for the next patron', async () => {
    expect(Number(await askOne(url, `select nextval('patron_card_number')`))).to.equal(patrons.length + 1);
  });
});
