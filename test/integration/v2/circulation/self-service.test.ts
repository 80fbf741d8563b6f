import { expect } from 'chai';
import { openDesk, type Desk } from './desk.js';

describe('With SELF_SERVICE=desk', () => {
  let desk: Desk;
  before(async () => (desk = await openDesk({ config: { selfService: 'desk' } })));
  after(() => desk.stop());

  it("a patron's own token neither borrows nor returns, through either version", async () => {
    const [copy, patron] = [await desk.addCopy(), await desk.addMember()];
    const { token } = patron;
    const lent = await desk.api.post('/v1/loans', {
      token: desk.librarian.token,
      json: { book_id: copy.bookKey, user_id: patron.id },
    });
    expect(lent.status).to.equal(201);
    const answers = [
      await desk.api.post('/v1/loans', { token, json: { book_id: copy.bookKey } }),
      await desk.api.post(`/v1/loans/${(lent.body as { id: number }).id}/return`, { token }),
      await desk.scan(copy, patron),
    ];
    for (const { status, body } of answers) {
      expect([status, body.code]).to.deep.equal([403, 'circulation.desk_only']);
    }
    expect(await desk.statusOf(copy)).to.equal('on_loan');
  });

  it('the staff lends and takes back', async () => {
    const [copy, patron] = [await desk.addCopy(), await desk.addMember()];
    const { id } = await desk.lend(copy, desk.librarian);
    desk.clock.advance({ days: 1 });
    expect((await desk.renew(id, desk.librarian)).status).to.equal(201);
    expect((await desk.bringBack(copy)).body.alreadyReturned).to.equal(false);
    expect((await desk.scan(copy, patron)).status).to.equal(403);
  });
});
