import { expect } from 'chai';
import { toId } from '../../../../src/interface/v2/ids.js';
import { expectInvariants } from '../../../support/invariants.js';
import { openDesk, type Desk } from './desk.js';

describe('Returning a copy at the desk of /v2', () => {
  let desk: Desk;
  before(async () => (desk = await openDesk()));
  afterEach(() => expectInvariants(desk.databaseUrl));
  after(() => desk.stop());

  it('ends the loan, and reports where the copy goes', async () => {
    const [patron, copy] = [await desk.addMember(), await desk.addCopy()];
    const { id } = await desk.lend(copy, patron);
    desk.clock.advance({ hours: 1 });
    const { status, body } = await desk.bringBack(copy);
    expect(status).to.equal(200);
    const { loan, ...rest } = body;
    expect(rest).to.deep.equal({
      alreadyReturned: false,
      next: 'shelf',
      copy: { id: copy.id, barcode: copy.barcode, status: 'available' },
    });
    expect(loan).to.include({ id, status: 'closed', renewalsLeft: 0 });
    expect(loan.returnedAt).to.equal(desk.clock.now().toISOString());
    expect(await desk.statusOf(copy)).to.equal('available');
  });

  it('reports of a second scan that the copy was returned before, with the same loan, and changes nothing', async () => {
    const [patron, copy] = [await desk.addMember(), await desk.addCopy()];
    await desk.lend(copy, patron);
    const first = await desk.bringBack(copy);
    desk.clock.advance({ hours: 1 });
    const events = await desk.auditOf(async () => {
      for (const _ of [1, 2]) {
        const { status, body } = await desk.bringBack(copy);
        expect(status).to.equal(200);
        expect(body).to.deep.equal({ ...first.body, alreadyReturned: true });
      }
    });
    expect(events).to.deep.equal([]);
  });

  it('returns the loan that was open last, whichever was made first', async () => {
    const copy = await desk.addCopy();
    const [one, other] = [await desk.addMember(), await desk.addMember()];
    for (const patron of [one, other]) {
      await desk.lend(copy, patron);
      desk.clock.advance({ hours: 1 });
      await desk.bringBack(copy);
    }
    const { body } = await desk.bringBack(copy, desk.librarian);
    expect(body.loan.patronId).to.equal(toId('patron', other.id));
  });

  it('returns no loan for a copy that was never lent', async () => {
    const copy = await desk.addCopy();
    const { status, body } = await desk.bringBack(copy, desk.librarian);
    expect([status, body.loan, body.alreadyReturned]).to.deep.equal([200, null, true]);
  });

  for (const status of ['lost', 'missing']) {
    it(`makes a copy available that was ${status}, and the audit records it once`, async () => {
      const copy = await desk.addCopy({ status });
      const events = await desk.auditOf(async () => {
        for (const _ of [1, 2]) {
          const { body } = await desk.bringBack(copy, desk.librarian);
          expect(body).to.deep.include({ loan: null, alreadyReturned: true, next: 'shelf' });
          expect(body.copy.status).to.equal('available');
        }
      });
      expect(events.map(({ action, subject }) => [action, subject])).to.deep.equal([
        ['catalogue.copy_found', `copy ${copy.key}`],
      ]);
    });
  }

  for (const [status, next] of [
    ['in_repair', 'repair'],
    ['in_process', 'processing'],
    ['on_hold_shelf', 'hold_shelf'],
  ] as const) {
    it(`sends a copy that is ${status} to its place, and does not change its status`, async () => {
      const copy = await desk.addCopy({ status });
      const { body } = await desk.bringBack(copy, desk.librarian);
      expect(body).to.deep.include({ next, alreadyReturned: true });
      expect(await desk.statusOf(copy)).to.equal(status);
    });
  }

  it("is refused to a patron, also for their own loan, but not to a librarian's key", async () => {
    const [copy, patron] = [await desk.addCopy(), await desk.addMember()];
    await desk.lend(copy, patron);
    const { status, body } = await desk.bringBack(copy, patron);
    expect([status, body.code]).to.deep.equal([403, 'request.not_allowed']);
    expect(await desk.statusOf(copy)).to.equal('on_loan');
    const terminal = { name: 'Return slot', scopes: ['circulation:write'] };
    const { key } = (await desk.post('/v2/api-keys', terminal, desk.librarian)).body as { key: string };
    const returned = await desk.bringBack(copy, { ...desk.librarian, token: key });
    expect([returned.status, returned.body.alreadyReturned]).to.deep.equal([200, false]);
  });

  it('refuses an unknown barcode', async () => {
    const gone = await desk.addCopy({ status: 'withdrawn' });
    for (const copy of [{ ...gone, barcode: 'Nothing' }, gone]) {
      const { status, body } = await desk.bringBack(copy, desk.librarian);
      expect([status, body.code]).to.deep.equal([404, 'catalogue.copy_not_found']);
    }
  });
});
