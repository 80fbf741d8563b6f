import { expect } from 'chai';
import sql from 'sql-template-tag';
import { copyStatuses } from '../../../../src/domain/catalogue/copy.js';
import { codesOf, openDesk, type Desk } from './desk.js';

describe('A copy in transit between branches', () => {
  let desk: Desk;
  before(async () => (desk = await openDesk()));
  after(() => desk.stop());

  it('has a status that the database knows, like every other status of the domain and no more', async () => {
    const [row] = await desk.rows<{ definition: string; valid: boolean }>(sql`
      select pg_get_constraintdef(oid) as definition, convalidated as valid
      from pg_constraint where conname = 'copy_status_known'`);
    const known = [...(row?.definition ?? '').matchAll(/'(\w+)'/g)].map(([, status]) => status);
    expect(known).to.have.members([...copyStatuses]);
    expect(row?.valid).to.equal(true);
  });

  it('counts as a copy of /v1, and is not available', async () => {
    const { bookKey } = await desk.addCopy({ status: 'in_transit' });
    const { body } = await desk.api.get(`/v1/books/${bookKey}`);
    expect(body).to.include({ copies: 1, available_copies: 0 });
    const { token } = desk.patron;
    const lent = await desk.api.post('/v1/loans', { token, json: { book_id: bookKey } });
    expect([lent.status, lent.body.code]).to.deep.equal([409, 'circulation.no_copy_available']);
  });

  it('is not lent, and continues its way when it is scanned', async () => {
    const copy = await desk.addCopy({ status: 'in_transit' });
    expect(codesOf(await desk.scan(copy))).to.deep.equal(['copy_not_available']);
    const { status, body } = await desk.bringBack(copy);
    expect(status).to.equal(200);
    expect(body).to.include({ loan: null, alreadyReturned: true, next: 'transit' });
    expect(body.copy).to.include({ status: 'in_transit' });
  });

  it('is put into this status and taken out of it by nobody', async () => {
    const [standing, moving] = [await desk.addCopy(), await desk.addCopy({ status: 'in_transit' })];
    for (const [{ id }, status] of [
      [standing, 'in_transit'],
      [moving, 'available'],
      [moving, 'lost'],
    ] as const) {
      const answer = await desk.post(`/v2/copies/${id}/status`, { status }, desk.librarian);
      expect([answer.status, answer.body.code]).to.deep.equal([409, 'catalogue.copy_state_invalid']);
    }
    const { token } = desk.librarian;
    const withdrawn = await desk.api.delete(`/v2/copies/${moving.id}`, { token });
    expect([withdrawn.status, withdrawn.body.code]).to.deep.equal([409, 'catalogue.copy_state_invalid']);
  });
});
