import { expect } from 'chai';
import { headersThatMatter } from './headers.js';

function of(fields: Record<string, string>, { method = 'GET', status = 200 } = {}) {
  return headersThatMatter(method, new Response('', { status, headers: fields }));
}

describe('The headers that matter', () => {
  it('are equal where only the form of tags, ids and limits differs', () => {
    const one = of({ etag: '"r1"', 'x-request-id': '1', ratelimit: '"anonymous";r=1' });
    const other = of({ etag: '"abc"', 'x-request-id': '2', 'ratelimit-limit': '9' });
    expect(one).to.deep.equal(other);
  });

  it('differ where one of them is missing', () => {
    expect(of({ etag: '"r1"' })).not.to.deep.equal(of({}));
    expect(of({ ratelimit: 'x' })).not.to.deep.equal(of({}));
    expect(of({ 'cache-control': 'no-cache' })).not.to.deep.equal(of({ 'cache-control': 'no-store' }));
  });

  it('leave out which loan a location names, and what only Shelflife varies by', () => {
    expect(of({ location: '/v1/loans/7', vary: 'Origin, API-Version, Authorization' })).to.include({
      location: '/v1/loans/:id',
      vary: 'authorization, origin',
    });
  });

  it('have a tag only for a read that may be kept', () => {
    expect(of({ etag: '"x"' }, { method: 'POST' })['etag']).to.equal(false);
    expect(of({ etag: '"x"' }, { status: 404 })['etag']).to.equal(false);
    expect(of({ etag: '"x"', 'cache-control': 'no-store' })['etag']).to.equal(false);
  });
});
