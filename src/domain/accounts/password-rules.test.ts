import { expect } from 'chai';
import { Refusal } from '../kernel/refusal.js';
import { checkedPassword, type PasswordOwner } from './password-rules.js';

const ada: PasswordOwner = {
  username: 'countess1815',
  firstName: 'Ada Augusta',
  lastName: 'Lovelace',
  email: 'ada.lovelace@example.org',
};
const common = new Set(['password', 'iloveyou']);

/** The code of the refusal of a password; undefined if it is accepted. */
function codeFor(password: string, owner = ada): string | undefined {
  try {
    checkedPassword(password, owner, common);
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

describe('A new password', () => {
  it('may be any text of eight characters', () => {
    for (const password of ['a long and quiet evening', '8 chars!', 'ａｄａｌｏｖｅ８', '🗝🗝🗝🗝🗝🗝🗝🗝'])
      expect(codeFor(password), password).to.equal(undefined);
  });

  it('is hashed in its composed form', () => {
    expect(checkedPassword('Überraschung'.normalize('NFD'), ada, common)).to.equal('Überraschung');
  });

  it('has at least eight characters in the form that is hashed', () => {
    for (const password of ['7 chars', 'é'.normalize('NFD').repeat(7), '🗝🗝🗝🗝🗝🗝🗝'])
      expect(codeFor(password), password).to.equal('accounts.password_too_short');
  });

  it('has no character that has no such form', () => {
    for (const password of ['a long\nand quiet evening', 'invisible\u200bspace', ''])
      expect(codeFor(password)).to.equal('accounts.password_unusable');
  });

  it('is not one of the most common ones, in upper or lower case', () => {
    for (const password of ['password', 'PassWord', 'iloveyou'])
      expect(codeFor(password)).to.equal('accounts.password_common');
  });

  it("is not the owner's name or address, whatever stands between its letters", () => {
    const names = ['countess1815', 'Lovelace', 'Ada Augusta', 'lovelace, ada augusta', 'AdaAugustaLovelace'];
    const addresses = [
      'ada.lovelace@example.org',
      'Ada_Lovelace',
      'ada lovelace',
      'ADA.LOVELACE@EXAMPLE.ORG',
    ];
    for (const password of [...names, ...addresses])
      expect(codeFor(password), password).to.equal('accounts.password_personal');
  });

  it('may be the name of somebody else, or consist of signs when a name does', () => {
    expect(codeFor('grace hopper')).to.equal(undefined);
    expect(codeFor('!!!!!!!! ?', { username: '…', firstName: null, lastName: null, email: null })).to.equal(
      undefined,
    );
  });
});
