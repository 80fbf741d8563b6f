import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { aLibrarian, aPatron } from '../../../../../test/support/callers.js';
import { codesOf } from '../../../../../test/support/refusal-of.js';
import { call, routeOf } from '../../../../../test/support/route-call.js';
import { exportRefusals, ExportService } from '../../../../application/accounts/export/export-service.js';
import { Refusal } from '../../../../domain/kernel/refusal.js';
import { toId } from '../../ids.js';
import { ExportRoutes } from './export-routes.js';

describe('The routes of personal data in v2', () => {
  let service: SinonStubbedInstance<ExportService>;
  let routes: ExportRoutes;

  beforeEach(() => {
    service = sinon.createStubInstance(ExportService);
    const exportedAt = new Date('2026-12-01T09:30:00Z');
    service.of.resolves({ exportedAt, sections: { account: [{ username: 'reader' }] } });
    routes = new ExportRoutes(service);
  });
  afterEach(() => sinon.restore());

  for (const [operationId, audience] of [
    ['exportMe', 'patron'],
    ['exportPatron', 'librarian'],
  ] as const) {
    it(`let a ${audience} call ${operationId}, and nobody below`, () => {
      expect(routeOf(routes, operationId).audience).to.equal(audience);
    });
  }

  it('export the data of the caller', async () => {
    const reply = await call(routes, 'exportMe', { caller: aPatron });
    expect(service.of.args).to.deep.equal([[aPatron.patronId, aPatron]]);
    expect(reply.body).to.deep.equal({
      exportedAt: '2026-12-01T09:30:00.000Z',
      sections: { account: [{ username: 'reader' }] },
    });
  });

  it('export the data of the patron of the path, on behalf of the caller', async () => {
    await call(routes, 'exportPatron', { path: { id: toId('patron', 7) }, caller: aLibrarian });
    expect(service.of.args).to.deep.equal([[7, aLibrarian]]);
  });

  it('pass on every refusal of the service', async () => {
    service.of.rejects(new Refusal(exportRefusals.another));
    const parts = { path: { id: toId('patron', 7) }, caller: aLibrarian };
    const codes = await codesOf(() => call(routes, 'exportPatron', parts));
    expect(codes).to.deep.equal(exportRefusals.another.map(({ code }) => code));
  });
});
