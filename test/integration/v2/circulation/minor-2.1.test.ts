import { expect } from 'chai';
import type { Answer } from '../../../support/api-client.js';
import { openDesk, type Desk, type DeskCopy } from './desk.js';

describe('Minor 2.1 of v2', () => {
  let desk: Desk;
  let copy: DeskCopy;
  let loan: string;
  before(async () => (desk = await openDesk()));
  after(() => desk.stop());

  beforeEach(async () => {
    copy = await desk.addCopy();
    loan = (await desk.lend(copy)).id;
  });
  afterEach(() => desk.bringBack(copy, desk.librarian));

  /** Every operation that answers loans, with the path to a loan in its answer. */
  const operations: Record<string, (headers: Record<string, string>) => Promise<Answer>> = {
    lendCopy: (headers) => desk.scan(copy, desk.patron, {}, { headers }),
    renewLoan: (headers) =>
      desk.post(`/v2/loans/${loan}/renewals`, { override: { reason: 'A test.' } }, desk.librarian, {
        headers,
      }),
    getLoan: (headers) => desk.api.get(`/v2/loans/${loan}`, { token: desk.patron.token, headers }),
    listLoans: (headers) => desk.api.get('/v2/loans', { token: desk.patron.token, headers }),
    listMyLoans: (headers) => desk.api.get('/v2/me/loans', { token: desk.patron.token, headers }),
    returnCopy: (headers) => desk.bringBack(copy, desk.librarian, { headers }),
  };

  for (const [operationId, call] of Object.entries(operations)) {
    it(`shows the remaining renewals in ${operationId} to clients that ask for it, and to no other`, async () => {
      const asked = await call({ 'API-Version': '2.1' });
      expect(asked.headers.get('api-version')).to.equal('2.1');
      expect(JSON.stringify(asked.body)).to.match(/"renewals":\d,"renewalsLeft":\d/);
      for (const [headers, minor] of [
        [{ 'API-Version': '2.0' }, '2.0'],
        [{ 'API-Version': '' }, '2.0'],
      ] as const) {
        const older = await call(headers);
        expect(older.headers.get('api-version')).to.equal(minor);
        expect(JSON.stringify(older.body))
          .to.match(/"renewals":\d/)
          .and.not.contain('renewalsLeft');
      }
    });
  }

  it('does not change an outcome without a loan, or a refusal', async () => {
    const never = await desk.addCopy();
    for (const minor of ['2.0', '2.1']) {
      const headers = { 'API-Version': minor };
      expect((await desk.bringBack(never, desk.librarian, { headers })).body.loan).to.equal(null);
      expect((await desk.scan(copy, desk.librarian, {}, { headers })).status).to.equal(409);
    }
  });
});
