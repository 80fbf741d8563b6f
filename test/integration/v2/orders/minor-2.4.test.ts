import { expect } from 'chai';
import { openPurchasing, toCome, type Purchasing } from './purchasing.js';

describe('Minor 2.4 of v2', () => {
  let office: Purchasing;
  before(async () => (office = await openPurchasing()));
  after(() => office.stop());

  it('has orders, which do not exist for clients of older minors', async () => {
    const { id } = await office.draft(toCome);
    const seen = { 'If-Match': '"r1-v2.4"' };
    const statuses = async (headers: object) => [
      (await office.ask('GET', '/v2/orders', undefined, { headers })).status,
      (await office.ask('GET', `/v2/orders/${id}`, undefined, { headers })).status,
      (
        await office.ask('POST', `/v2/orders/${id}/placements`, undefined, {
          headers: { ...headers, ...seen },
        })
      ).status,
    ];
    for (const minor of ['2.0', '2.3']) {
      expect(await statuses({ 'API-Version': minor })).to.deep.equal([404, 404, 404]);
    }
    expect(await statuses({})).to.deep.equal([200, 200, 200]);
  });
});
