import { expect } from 'chai';
import { readAudit } from './known-vulnerabilities.js';

describe("The registry's answer about known vulnerabilities", () => {
  it('is counted', () => {
    const text = JSON.stringify({ metadata: { vulnerabilities: { high: 2, critical: 0, total: 2 } } });
    expect(readAudit(text)).to.deep.equal({ done: true, counts: { high: 2, critical: 0 }, total: 2 });
  });

  it('does not pass when it is missing', () => {
    expect(readAudit('{"statusCode":405}')).to.deep.equal({ done: false, because: 'it answered 405' });
    expect(readAudit('{"error":{"code":"ENOTFOUND"}}')).to.include({ because: 'it answered ENOTFOUND' });
    expect(readAudit('')).to.deep.equal({ done: false, because: 'it could not be reached' });
  });
});
