import { expect } from 'chai';
import sql from 'sql-template-tag';
import { LoanCountService } from '../../../../src/application/circulation/statistics/loan-count-service.js';
import { expectInvariants } from '../../../support/invariants.js';
import { until } from '../../../support/until.js';
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
  const waiting = async () =>
    (
      await desk.rows(sql`
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)
    ).length;
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

  it('is the new one in a loan by hand that was not committed when a hand changed the barcode', async () => {
    await desk.bringBack(copy);
    await withClient(desk.databaseUrl, (lender) =>
      withClient(desk.databaseUrl, async (client) => {
        await lender.query('begin');
        await lender.query(pastLoan, [copy.key]);
        let isOver = false;
        const changing = client
          .query('update copy set barcode = $2 where id = $1', [copy.key, `LATE-${copy.key}`])
          .finally(() => (isOver = true));
        await until(async () => isOver || (await waiting()) > 0);
        await lender.query('commit');
        await changing;
      }),
    );
    await expectInvariants(desk.databaseUrl);
  });

  it('is that of the other copy after a loan was moved to it by hand', async () => {
    await desk.bringBack(copy);
    const [other] = await desk.rows<{ id: number }>(sql`
      insert into copy (book_id, barcode, kind, status, created_at)
      values (${copy.bookKey}, ${`OTHER-${copy.key}`}, 'standard', 'available', now()) returning id`);
    await desk.rows(sql`update loan set copy_id = ${other?.id} where copy_id = ${copy.key}`);
    expect(await shown()).to.deep.equal([`OTHER-${copy.key}`, `OTHER-${copy.key}`]);
  });

  it('is corrected when all loans are counted again, and stays absent in a loan of before', async () => {
    const old = await desk.addCopy();
    await desk.lend(old);
    await plant(`update loan set copy_barcode = null where copy_id = ${old.key}`);
    await plant(`update copy set barcode = 'STALE-${copy.key}' where id = ${copy.key}`);
    const repair = () => desk.service.container.resolve(LoanCountService).recount();
    expect(await repair()).to.deep.equal({ counts: 0, barcodes: 1 });
    expect(await repair()).to.deep.equal({ counts: 0, barcodes: 0 });
    await expectInvariants(desk.databaseUrl);
    const kept = await desk.rows(sql`select copy_barcode from loan where copy_id = ${old.key}`);
    expect(kept).to.deep.equal([{ copy_barcode: null }]);
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

/** A closed loan by a hand that does not lock the copy. */
const pastLoan = `
  insert into loan (copy_id, book_id, out_at, due_at, closed_at, close_reason, renewals, terms)
  select id, book_id, now(), now() + interval '1 day', now(), 'returned', 0, '{}' from copy where id = $1`;
