import { expect } from 'chai';
import { SealedVault } from './sealed-vault.js';

const [older, newer] = ['the older secret, which is on its way out', 'the newer secret, which takes over'];

describe('A vault', () => {
  const sealed = new SealedVault([older]).seal('a text', 'a purpose');

  it('opens what it sealed, for the same purpose only', () => {
    const vault = new SealedVault([older]);
    expect(sealed).to.not.include('a text');
    expect(vault.open(sealed, 'a purpose')).to.equal('a text');
    expect(vault.open(sealed, 'another purpose')).to.equal(undefined);
  });

  it('seals each text differently', () => {
    expect(new SealedVault([older]).seal('a text', 'a purpose')).to.not.equal(sealed);
  });

  it('opens with any of several secrets, and seals with the first', () => {
    const vault = new SealedVault([newer, older]);
    expect(vault.open(sealed, 'a purpose')).to.equal('a text');
    const again = vault.seal('a text', 'a purpose');
    expect(new SealedVault([older]).open(again, 'a purpose')).to.equal(undefined);
    expect(new SealedVault([newer]).open(again, 'a purpose')).to.equal('a text');
  });

  it('says which texts another than the first secret sealed', () => {
    expect(new SealedVault([older, newer]).isOutdated(sealed, 'a purpose')).to.equal(false);
    expect(new SealedVault([newer, older]).isOutdated(sealed, 'a purpose')).to.equal(true);
  });

  for (const text of ['', 'AAAA', `${sealed.slice(0, -2)}AA`, sealed.slice(4)]) {
    it(`does not open ${text.slice(0, 6)}… of ${text.length} characters, and throws nothing`, () => {
      expect(new SealedVault([older]).open(text, 'a purpose')).to.equal(undefined);
    });
  }
});
