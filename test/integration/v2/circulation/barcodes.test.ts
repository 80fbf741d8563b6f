import { expect } from 'chai';
import sql from 'sql-template-tag';
import { expectInvariants } from '../../../support/invariants.js';
import { withClient } from '../../migrations/with-client.js';
import { openDesk, type Desk, type DeskCopy } from './desk.js';

describe('The barcode in a loan', () => {
  let desk: Desk;
  let copy: DeskCopy;
  let id: string;
  before(async () => (desk = await openDesk()));
  after(() => desk.stop());
  beforeEach(async () => {
    copy = await desk.addCopy();
    ({ id } = await desk.lend(copy));
  });

  /** As one loan and the list show it. */
  const shown = async () => {
    const { body: loan } = await desk.get(`/v2/loans/${id}`, desk.patron);
    const { body: list } = await desk.get('/v2/me/loans?limit=1', desk.patron);
    return [loan, list.data[0]].map(({ copyBarcode }: { copyBarcode: string }) => copyBarcode);
  };
  /** Changes rows without the triggers. */
  const plant = (statement: string) =>
    withClient(desk.databaseUrl, async (client) => {
      await client.query('set session_replication_role = replica');
      await client.query(statement);
    });

  it('is the new one after the barcode of the copy was changed, also in closed loans', async () => {
    await desk.bringBack(copy);
    const barcode = `NEW-${copy.key}`;
    const { headers } = await desk.get(`/v2/copies/${copy.id}`, desk.librarian);
    const { status } = await desk.api.send('PATCH', `/v2/copies/${copy.id}`, {
      token: desk.librarian.token,
      json: { barcode },
      headers: { 'If-Match': headers.get('etag') ?? '' },
    });
    expect(status).to.equal(200);
    expect(await shown()).to.deep.equal([barcode, barcode]);
    await expectInvariants(desk.databaseUrl);
  });

  it('is that of the copy in a loan of before barcodes were kept', async () => {
    await plant(`update loan set copy_barcode = null where copy_id = ${copy.key}`);
    expect(await shown()).to.deep.equal([copy.barcode, copy.barcode]);
  });

  it('is read from the loan, so that a list reads no copies', async () => {
    await plant(`update loan set copy_barcode = 'in the loan' where copy_id = ${copy.key}`);
    expect(await shown()).to.deep.equal(['in the loan', 'in the loan']);
    await desk.rows(sql`update loan set copy_barcode = ${copy.barcode} where copy_id = ${copy.key}`);
  });
});
