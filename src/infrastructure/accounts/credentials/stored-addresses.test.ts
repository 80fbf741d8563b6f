import { expect } from 'chai';
import { storedAddresses } from './stored-addresses.js';

describe('The forms in which an address may be stored', () => {
  it('are one for an address in ASCII', () => {
    expect(storedAddresses('ada@example.org')).to.deep.equal(['ada@example.org']);
  });

  it('are also composed and decomposed ones, with the domain in ASCII and in Unicode', () => {
    const forms = ['zoë@xn--mller-kva.example', 'zoë@müller.example'];
    const all = [...forms, ...forms.map((form) => form.normalize('NFD'))];
    for (const typed of all) expect(storedAddresses(typed)).to.have.members(all);
  });

  it('begin with the one that was typed', () => {
    for (const typed of ['Zoë@Müller.example', 'ａｄａ@example.org', 'a\u200bda@example.org', 'no address'])
      expect(storedAddresses(typed)[0]).to.equal(typed);
  });
});
