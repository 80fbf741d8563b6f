import { expect } from 'chai';
import { latestExtension } from './extension.js';

describe('The latest end of an extension', () => {
  it('is 90 days after the sunset, or after today where the sunset is past', () => {
    const at = (now: string) => latestExtension(new Date(now), '2027-12-01').toISOString();
    expect(at('2027-06-01T10:00:00Z')).to.equal('2028-02-29T00:00:00.000Z');
    expect(at('2027-12-02T10:00:00Z')).to.equal('2028-03-01T10:00:00.000Z');
  });
});
