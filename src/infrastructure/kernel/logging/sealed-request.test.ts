import { expect } from 'chai';
import { sealRequest, unsealRequest } from './sealed-request.js';

const [older, newer] = ['the older secret, which is on its way out', 'the newer secret, which takes over'];
const sent = {
  method: 'GET',
  url: '/v1/books',
  headers: {},
  withToken: false,
  body: undefined,
  withheld: [],
};

describe('A sealed request', () => {
  it('is opened with any of several secrets', () => {
    const sealed = sealRequest(sent, older) ?? '';
    expect(unsealRequest(sealed, [newer, older])).to.include({ method: 'GET', url: '/v1/books' });
    expect(() => unsealRequest(sealed, [newer])).to.throw('sealed with another JWT_SECRET');
  });
});
