import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { aLibrarian } from '../../../../../test/support/callers.js';
import { aCopy } from '../../../../../test/support/catalogue/catalogue-views.js';
import { codesOf } from '../../../../../test/support/refusal-of.js';
import { call } from '../../../../../test/support/route-call.js';
import { stubOf } from '../../../../../test/support/stub-of.js';
import type { CopyQueries } from '../../../../application/catalogue/copy-queries.js';
import { copyRefusals, CopyRecordService } from '../../../../application/catalogue/copy-record-service.js';
import { Refusal } from '../../../../domain/kernel/refusal.js';
import { toId } from '../../ids.js';
import { CopyKeepingRoutes } from './copy-keeping-routes.js';

describe('The routes for staff to manage copies in v2', () => {
  let service: SinonStubbedInstance<CopyRecordService>;
  let copies: SinonStubbedInstance<CopyQueries>;
  let routes: CopyKeepingRoutes;

  beforeEach(() => {
    service = sinon.createStubInstance(CopyRecordService);
    service.add.resolves(11);
    copies = stubOf<CopyQueries>('view');
    copies.view.withArgs(11).resolves(aCopy());
    routes = new CopyKeepingRoutes(service, copies);
  });
  afterEach(() => sinon.restore());

  it('are for librarians', () => {
    expect(routes.routes().map(({ audience }) => audience)).to.deep.equal(Array(4).fill('librarian'));
  });

  describe('addCopy', () => {
    const parts = { path: { id: toId('book', 7) }, body: {}, caller: aLibrarian };

    it('adds a copy to the book of the path with all fields of the body', async () => {
      const body = { barcode: 'C00000011', kind: 'short_loan', callNumber: '891.73 DOS', shelf: 'Novels 4' };
      await call(routes, 'addCopy', { ...parts, body });
      expect(service.add.args).to.deep.equal([[7, body]]);
    });

    it('adds a standard copy without a barcode by default', async () => {
      await call(routes, 'addCopy', parts);
      expect(service.add.args).to.deep.equal([[7, { kind: 'standard' }]]);
    });

    for (const body of [{ barcode: null }, { barcode: 'a b' }, { kind: 'Short Loan' }, { status: 'lost' }]) {
      it(`refuses the body ${JSON.stringify(body)}`, async () => {
        const codes = await codesOf(() => call(routes, 'addCopy', { ...parts, body }));
        expect(codes).to.deep.equal(['request.validation_failed']);
        expect(service.add.called).to.equal(false);
      });
    }

    it('answers 201 with the stored copy, its Location, and its ETag', async () => {
      const { status, headers, body } = await call(routes, 'addCopy', parts);
      expect(status).to.equal(201);
      expect(headers).to.deep.equal({ Location: `/v2/copies/${toId('copy', 11)}`, ETag: '"r2-v2.0"' });
      expect(body).to.include({ id: toId('copy', 11), barcode: 'C00000011' });
    });

    it('passes on every refusal of the service', async () => {
      service.add.rejects(new Refusal(copyRefusals.add));
      const codes = await codesOf(() => call(routes, 'addCopy', parts));
      expect(codes).to.deep.equal(copyRefusals.add.map(({ code }) => code));
    });
  });

  describe('editCopy', () => {
    const parts = { path: { id: toId('copy', 11) }, body: {}, ifMatch: '"r2-v2.0"', caller: aLibrarian };

    it('changes every field of the body, if the copy is in the revision that If-Match names', async () => {
      const body = { barcode: 'C00000012', kind: 'standard', callNumber: null, shelf: 'Novels 5' };
      await call(routes, 'editCopy', { ...parts, body });
      expect(service.revise.args).to.deep.equal([[11, body, 2]]);
    });

    it('changes no other field', async () => {
      await call(routes, 'editCopy', { ...parts, body: { shelf: null } });
      expect(service.revise.args).to.deep.equal([[11, { shelf: null }, 2]]);
    });

    it('refuses a change without If-Match', async () => {
      const { ifMatch: _ifMatch, ...others } = parts;
      const codes = await codesOf(() => call(routes, 'editCopy', others));
      expect(codes).to.deep.equal(['request.precondition_required']);
      expect(service.revise.called).to.equal(false);
    });

    it('answers the changed copy, with its new ETag', async () => {
      service.revise.callsFake(async () => {
        copies.view.withArgs(11).resolves(aCopy({ shelf: null, revision: 3 }));
      });
      const { status, headers, body } = await call(routes, 'editCopy', { ...parts, body: { shelf: null } });
      expect([status, headers]).to.deep.equal([200, { ETag: '"r3-v2.0"' }]);
      expect(body).to.include({ shelf: null });
    });

    it('passes on every refusal of the service', async () => {
      const reasons = [...copyRefusals.revise, ...copyRefusals.stale] as const;
      service.revise.rejects(new Refusal(reasons));
      const codes = await codesOf(() => call(routes, 'editCopy', parts));
      expect(codes).to.deep.equal(reasons.map(({ code }) => code));
    });

    it('refuses when the copy is withdrawn before it can be shown', async () => {
      copies.view.withArgs(11).resolves(undefined);
      expect(await codesOf(() => call(routes, 'editCopy', parts))).to.deep.equal([
        'catalogue.copy_not_found',
      ]);
    });
  });

  describe('moveCopy', () => {
    const parts = { path: { id: toId('copy', 11) }, body: { status: 'in_repair' }, caller: aLibrarian };

    it('moves the copy of the path to the status of the body', async () => {
      service.move.resolves(aCopy());
      await call(routes, 'moveCopy', parts);
      expect(service.move.args).to.deep.equal([[11, 'in_repair', undefined]]);
    });

    it('passes on the note with the reason', async () => {
      service.move.resolves(aCopy());
      const body = { status: 'in_repair', note: 'The spine is loose.' };
      await call(routes, 'moveCopy', { ...parts, body });
      expect(service.move.args).to.deep.equal([[11, 'in_repair', 'The spine is loose.']]);
    });

    it('answers the copy of the service, with its new ETag', async () => {
      service.move.resolves(aCopy({ status: 'in_repair', revision: 3 }));
      const { status, headers, body } = await call(routes, 'moveCopy', parts);
      expect([status, headers]).to.deep.equal([200, { ETag: '"r3-v2.0"' }]);
      expect(body).to.include({ id: toId('copy', 11), status: 'in_repair' });
    });

    it('refuses an unknown status', async () => {
      const codes = await codesOf(() => call(routes, 'moveCopy', { ...parts, body: { status: 'burnt' } }));
      expect(codes).to.deep.equal(['request.validation_failed']);
      expect(service.move.called).to.equal(false);
    });

    it('passes on every refusal of the service', async () => {
      service.move.rejects(new Refusal(copyRefusals.move));
      const codes = await codesOf(() => call(routes, 'moveCopy', parts));
      expect(codes).to.deep.equal(copyRefusals.move.map(({ code }) => code));
    });
  });

  describe('withdrawCopy', () => {
    const parts = { path: { id: toId('copy', 11) }, caller: aLibrarian };

    it('withdraws the copy of the path, in any revision without If-Match', async () => {
      await call(routes, 'withdrawCopy', parts);
      expect(service.withdraw.args).to.deep.equal([[11, undefined]]);
    });

    it('withdraws it only in the revision that If-Match names', async () => {
      await call(routes, 'withdrawCopy', { ...parts, ifMatch: '"r2-v2.0"' });
      expect(service.withdraw.args).to.deep.equal([[11, 2]]);
    });

    it('answers 204 and no body', async () => {
      const reply = await call(routes, 'withdrawCopy', parts);
      expect(reply).to.deep.equal({ status: 204, headers: {}, body: undefined });
    });

    it('passes on every refusal of the service', async () => {
      const reasons = [...copyRefusals.move, ...copyRefusals.stale] as const;
      service.withdraw.rejects(new Refusal(reasons));
      const codes = await codesOf(() => call(routes, 'withdrawCopy', parts));
      expect(codes).to.deep.equal(reasons.map(({ code }) => code));
    });
  });
});
