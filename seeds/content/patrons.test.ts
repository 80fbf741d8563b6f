import { expect } from 'chai';
import { patrons } from './patrons.js';

const distinct = (values: string[]) => new Set(values.map((value) => value.toLowerCase())).size;

describe('the patrons of the standard seed', () => {
  it('are two dozen, with card numbers counted from P0000001', () => {
    expect(patrons).to.have.lengthOf(24);
    const expected = patrons.map((_, index) => `P${String(index + 1).padStart(7, '0')}`);
    expect(patrons.map(({ cardNumber }) => cardNumber)).to.deep.equal(expected);
  });

  it('never share a username or an e-mail address', () => {
    expect(distinct(patrons.map(({ username }) => username))).to.equal(patrons.length);
    expect(distinct(patrons.map(({ email }) => email))).to.equal(patrons.length);
  });

  it('have plain usernames, full names, and addresses of a reserved domain', () => {
    for (const { username, firstName, lastName, email } of patrons) {
      expect(username).to.match(/^[a-z]{3,}$/);
      expect(email).to.match(/^[a-z.-]+@example\.(org|com)$/);
      expect(firstName).to.match(/^\p{Lu}/u);
      expect(lastName).to.match(/^\p{Lu}/u);
    }
  });

  it('have exactly three logins, one for each role', () => {
    const logins = patrons.filter(({ password }) => password !== undefined);
    expect(logins.map(({ email, password, role }) => [email, password, role])).to.deep.equal([
      ['admin@example.org', 'admin-demo-password', 'admin'],
      ['librarian@example.org', 'librarian-demo-password', 'librarian'],
      ['patron@example.org', 'patron-demo-password', 'patron'],
    ]);
  });

  it('include one expired card and one blocked patron, neither of whom is a demo login', () => {
    const expired = patrons.filter((patron) => patron.expired);
    const blocked = patrons.filter((patron) => patron.blocked !== undefined);
    expect(expired).to.have.lengthOf(1);
    expect(blocked).to.have.lengthOf(1);
    expect(blocked[0]).to.not.equal(expired[0]);
    expect([...expired, ...blocked].filter(({ password }) => password !== undefined)).to.deep.equal([]);
  });

  it('are of every category, and only staff have the category of staff', () => {
    const categories = new Set(patrons.map(({ category }) => category));
    expect([...categories]).to.have.members(['adult', 'child', 'student', 'staff']);
    const workers = patrons.filter(({ role }) => role !== 'patron');
    expect(workers).to.deep.equal(patrons.filter(({ category }) => category === 'staff'));
  });
});
