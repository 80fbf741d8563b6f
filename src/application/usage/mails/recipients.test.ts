import { expect } from 'chai';
import { addressesOf, storedAddresses } from './recipients.js';

const owner = { patronId: 1, email: 'owner@example.org', language: 'en' } as const;
const none = { contactEmail: null, secondEmail: null };
const contact = { contactEmail: 'team@example.org', secondEmail: 'tech@example.org' };

describe('The addresses of a client', () => {
  it('are those that were given for it', () => {
    expect(addressesOf(contact, owner)).to.deep.equal(['team@example.org', 'tech@example.org']);
  });

  it('are that of the owner first where none was given', () => {
    expect(addressesOf(none, owner)).to.deep.equal(['owner@example.org']);
    expect(addressesOf({ ...none, secondEmail: 'tech@example.org' }, owner)).to.deep.equal([
      'owner@example.org',
      'tech@example.org',
    ]);
  });

  it('have that of the owner second where only one was given', () => {
    expect(addressesOf({ ...contact, secondEmail: null }, owner)).to.deep.equal([
      'team@example.org',
      'owner@example.org',
    ]);
  });

  it('can be missing, and none is there twice', () => {
    expect(addressesOf(none, undefined)).to.deep.equal([]);
    expect(addressesOf({ contactEmail: 'a@b.example', secondEmail: 'a@b.example' }, undefined)).to.deep.equal(
      ['a@b.example'],
    );
    expect(storedAddresses([])).to.equal(null);
  });
});
