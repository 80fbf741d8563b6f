import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { aLibrarian, aPatron } from '../../../../test/support/callers.js';
import { aLoan } from '../../../../test/support/circulation/loan-views.js';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { call } from '../../../../test/support/route-call.js';
import { deskRefusals, DeskService } from '../../../application/circulation/desk-service.js';
import { FakeAccessTrail } from '../../../application/kernel/storage/access-trail.fake.js';
import { Refusal, reason } from '../../../domain/kernel/refusal.js';
import { toId } from '../ids.js';
import { DeskRoutes } from './desk-routes.js';

/** `aLoan()` as v2 shows it. */
const shown = {
  id: toId('loan', 5),
  copyId: toId('copy', 11),
  copyBarcode: 'C00000011',
  bookId: toId('book', 7),
  patronId: toId('patron', 3),
  status: 'open',
  borrowedAt: '2026-12-01T09:30:00.000Z',
  dueAt: '2026-12-22T23:59:59.000Z',
  returnedAt: null,
  renewals: 1,
  renewalsLeft: 2,
};

const copyBarcode = 'C00000011';

describe('The desk routes of v2', () => {
  let desk: SinonStubbedInstance<DeskService>;
  let accesses: FakeAccessTrail;
  let routes: DeskRoutes;

  beforeEach(() => {
    desk = sinon.createStubInstance(DeskService);
    desk.lend.resolves({ loan: aLoan(), isNew: true });
    desk.check.resolves({ dueAt: new Date('2026-12-22T23:59:59Z'), blocks: [] });
    accesses = new FakeAccessTrail();
    routes = new DeskRoutes(desk, accesses);
  });
  afterEach(() => sinon.restore());

  it('are for patrons, except the return, which is for the staff', () => {
    const audiences = routes.routes().map(({ audience }) => audience);
    expect(audiences).to.deep.equal(['patron', 'patron', 'librarian']);
  });

  describe('lendCopy', () => {
    it('lends to the caller when the body names no patron', async () => {
      await call(routes, 'lendCopy', { body: { copyBarcode }, caller: aPatron });
      const scan = { barcode: 'C00000011', patronId: 3 };
      expect(desk.lend.args).to.deep.equal([[scan, aPatron, undefined]]);
    });

    it('lends to the patron that the body names, and overrides with its reason', async () => {
      const override = { reason: 'The card is being renewed.' };
      const body = { copyBarcode, patronId: toId('patron', 3), override };
      await call(routes, 'lendCopy', { body, caller: aLibrarian });
      const scan = { barcode: 'C00000011', patronId: 3 };
      expect(desk.lend.args).to.deep.equal([[scan, aLibrarian, override]]);
    });

    for (const patronId of ['3', 'patron_unknown', toId('loan', 3), '']) {
      it(`refuses the patron "${patronId}", an id of no patron`, async () => {
        const parts = { body: { copyBarcode, patronId }, caller: aLibrarian };
        expect(await codesOf(() => call(routes, 'lendCopy', parts))).to.deep.equal([
          'accounts.patron_not_found',
        ]);
        expect(desk.lend.called).to.equal(false);
      });
    }

    for (const change of [{ copyBarcode: ' ' }, { patronId: null }, { override: {} }, { override: null }]) {
      it(`refuses ${JSON.stringify(change)}`, async () => {
        const parts = { body: { copyBarcode, ...change }, caller: aLibrarian };
        expect(await codesOf(() => call(routes, 'lendCopy', parts))).to.deep.equal([
          'request.validation_failed',
        ]);
        expect(desk.lend.called).to.equal(false);
      });
    }

    it('answers 201 with a new loan and its Location', async () => {
      expect(await call(routes, 'lendCopy', { body: { copyBarcode }, caller: aPatron })).to.deep.equal({
        status: 201,
        headers: { Location: `/v2/loans/${toId('loan', 5)}` },
        body: shown,
      });
    });

    it('answers 200 with the open loan when the patron has the copy already', async () => {
      desk.lend.resolves({ loan: aLoan(), isNew: false });
      const reply = await call(routes, 'lendCopy', { body: { copyBarcode }, caller: aPatron });
      expect(reply).to.deep.equal({ status: 200, headers: {}, body: shown });
    });

    it('passes on every refusal of the service', async () => {
      desk.lend.rejects(new Refusal(deskRefusals.lend));
      const codes = await codesOf(() => call(routes, 'lendCopy', { body: { copyBarcode }, caller: aPatron }));
      expect(codes).to.deep.equal(deskRefusals.lend.map(({ code }) => code));
    });
  });

  describe('checkLoan', () => {
    it('checks for the caller when the body names no patron', async () => {
      await call(routes, 'checkLoan', { body: { copyBarcode }, caller: aPatron });
      expect(desk.check.args).to.deep.equal([[{ barcode: 'C00000011', patronId: 3 }, aPatron]]);
    });

    it('checks for the patron that the body names, and records that staff read their standing', async () => {
      const body = { copyBarcode, patronId: toId('patron', 3) };
      await call(routes, 'checkLoan', { body, caller: aLibrarian });
      expect(accesses.reads).to.deep.equal([{ action: 'circulation.loans_read', patronIds: [3] }]);
      expect(desk.check.args).to.deep.equal([[{ barcode: 'C00000011', patronId: 3 }, aLibrarian]]);
    });

    it('refuses an id of no patron', async () => {
      const parts = { body: { copyBarcode, patronId: 'patron_unknown' }, caller: aLibrarian };
      expect(await codesOf(() => call(routes, 'checkLoan', parts))).to.deep.equal([
        'accounts.patron_not_found',
      ]);
    });

    it('accepts no override', async () => {
      const parts = { body: { copyBarcode, override: { reason: 'Why not?' } }, caller: aLibrarian };
      expect(await codesOf(() => call(routes, 'checkLoan', parts))).to.deep.equal([
        'request.validation_failed',
      ]);
    });

    it('answers that the loan is allowed, and its due date', async () => {
      expect(await call(routes, 'checkLoan', { body: { copyBarcode }, caller: aPatron })).to.deep.equal({
        status: 200,
        headers: { 'Content-Language': 'en' },
        body: { allowed: true, dueAt: '2026-12-22T23:59:59.000Z', blocks: [] },
      });
    });

    it('answers all blocks of the loan, who can override them, and no due date', async () => {
      const blocks = [
        reason('conflict', 'circulation.limit', 'Too many loans.', { overridableBy: 'librarian' }),
        reason('conflict', 'circulation.out', 'Out on loan.', { overridableBy: null }),
      ];
      desk.check.resolves({ dueAt: undefined, blocks });
      const { body } = await call(routes, 'checkLoan', { body: { copyBarcode }, caller: aPatron });
      const limit = { code: 'circulation.limit', detail: 'Too many loans.' };
      const out = { code: 'circulation.out', detail: 'Out on loan.' };
      expect(body).to.deep.equal({
        allowed: false,
        blocks: [
          { ...limit, overridable: true, overridableBy: 'librarian' },
          { ...out, overridable: false, overridableBy: null },
        ],
      });
    });
  });

  describe('returnCopy', () => {
    const parts = { body: { copyBarcode }, caller: aPatron };
    const copy = {
      copyId: 11,
      bookId: 7,
      barcode: 'C00000011',
      kind: 'standard',
      status: 'available',
    } as const;

    it('returns the copy with the barcode of the body', async () => {
      desk.takeBack.resolves({ loan: undefined, alreadyReturned: true, copy });
      await call(routes, 'returnCopy', parts);
      expect(desk.takeBack.args).to.deep.equal([['C00000011']]);
    });

    it('answers the loan that ended, and the copy without its kind', async () => {
      const closed = { status: 'closed', returnedAt: new Date('2026-12-20T15:00:00Z') } as const;
      const loan = aLoan({ ...closed, renewalsLeft: 0 });
      desk.takeBack.resolves({ loan, alreadyReturned: false, copy });
      const returnedAt = '2026-12-20T15:00:00.000Z';
      expect(await call(routes, 'returnCopy', parts)).to.deep.equal({
        status: 200,
        headers: {},
        body: {
          loan: { ...shown, status: 'closed', returnedAt, renewalsLeft: 0 },
          alreadyReturned: false,
          next: 'shelf',
          copy: { id: toId('copy', 11), barcode: 'C00000011', status: 'available' },
        },
      });
    });

    it('answers without a loan for a copy that was never lent', async () => {
      desk.takeBack.resolves({ loan: undefined, alreadyReturned: true, copy });
      const { body } = await call(routes, 'returnCopy', parts);
      expect(body).to.include({ loan: null, alreadyReturned: true });
    });

    for (const [status, next] of [
      ['available', 'shelf'],
      ['on_hold_shelf', 'hold_shelf'],
      ['in_transit', 'transit'],
      ['in_repair', 'repair'],
      ['in_process', 'processing'],
    ] as const) {
      it(`sends a copy that is ${status} to: ${next}`, async () => {
        desk.takeBack.resolves({ loan: undefined, alreadyReturned: true, copy: { ...copy, status } });
        const { body } = await call(routes, 'returnCopy', parts);
        expect(body).to.include({ next });
        expect(body).to.have.nested.property('copy.status', status);
      });
    }

    it('passes on every refusal of the service', async () => {
      desk.takeBack.rejects(new Refusal(deskRefusals.takeBack));
      const codes = await codesOf(() => call(routes, 'returnCopy', parts));
      expect(codes).to.deep.equal(deskRefusals.takeBack.map(({ code }) => code));
    });
  });
});
