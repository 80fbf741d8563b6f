import 'reflect-metadata';
import { expect } from 'chai';
import { FakeAccountMail } from './account-mail.fake.js';

const minute = 60_000;
const { signal } = new AbortController();

describe('The link service', () => {
  let mail: FakeAccountMail;

  beforeEach(() => {
    mail = new FakeAccountMail();
    mail.desk.given();
  });

  const lives = () => mail.desk.links.links.map(({ expiresAt }) => (+expiresAt - +mail.desk.now) / minute);

  it('stores the hash of the secret that is in the URL', async () => {
    const wanted = { patronId: 1, purpose: 'reset', email: 'ada@example.org' } as const;
    expect(await mail.linkService.make(wanted)).to.equal('https://library.example/reset?token=sll_1');
    expect(mail.desk.links.links[0]).to.include({ ...wanted, hash: 'hash of sll_1' });
  });

  it('lets a link for a password live for 30 minutes, and one for an address for three days', async () => {
    await mail.link('reset');
    await mail.link('verification');
    expect(lives()).to.deep.equal([30, 3 * 24 * 60]);
  });

  it('lets a link live as long as is wished', async () => {
    await mail.linkService.make({ patronId: 1, purpose: 'reset', email: null, minutes: 15 });
    expect(lives()).to.deep.equal([15]);
  });

  it('removes expired links, and no others', async () => {
    await mail.link('reset');
    await mail.link('verification');
    mail.later = 31 * minute;
    await mail.linkService.removeExpired(signal);
    expect(mail.desk.links.links.map(({ purpose }) => purpose)).to.deep.equal(['verification']);
  });
});
