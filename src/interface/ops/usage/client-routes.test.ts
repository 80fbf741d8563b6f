import 'reflect-metadata';
import { expect } from 'chai';
import type { SinonStubbedInstance } from 'sinon';
import { anAdmin } from '../../../../test/support/callers.js';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { call } from '../../../../test/support/route-call.js';
import { stubOf } from '../../../../test/support/stub-of.js';
import type {
  ClientUsage,
  ClientView,
  OperationUsage,
} from '../../../application/usage/operators/client-usage.js';
import { ClientRoutes } from './client-routes.js';

const now = new Date('2026-12-31T09:30:00Z');
const lastAt = new Date('2026-12-30T09:30:00Z');
const client: ClientView = {
  id: 7,
  kind: 'key',
  name: 'Kiosk',
  class: 'external',
  ownerId: 3,
  contactEmail: null,
  mutedUntil: null,
  calls: 12,
  lastAt,
  minors: ['1.0', '2.1'],
};
const operation: OperationUsage = {
  major: 1,
  operationId: 'listBooks',
  calls: 12,
  refused: 1,
  clients: 1,
  lastAt,
};

describe('The client routes of the operators', () => {
  let usage: SinonStubbedInstance<ClientUsage>;
  let routes: ClientRoutes;

  beforeEach(() => {
    usage = stubOf<ClientUsage>('clients', 'byMinor', 'byOperation');
    usage.clients.resolves([client]);
    usage.byMinor.resolves([{ day: '2026-12-30', minor: '1.0', calls: 12 }]);
    usage.byOperation.resolves([operation]);
    routes = new ClientRoutes(usage, { now: () => now });
  });

  it('list the clients of the last days with their calls', async () => {
    const { body } = await call(routes, 'listConsumers', { query: { days: '1' }, caller: anAdmin });
    const { ownerId: owner, ...rest } = client;
    expect(body).to.deep.equal({ data: [{ ...rest, owner, lastAt: '2026-12-30T09:30:00.000Z' }] });
  });

  it('show the calls by day and minor, and by operation', async () => {
    const { body } = await call(routes, 'showUsage', { caller: anAdmin });
    expect(body).to.deep.equal({
      byMinor: [{ day: '2026-12-30', minor: '1.0', calls: 12 }],
      byOperation: [
        {
          version: 'v1',
          operationId: 'listBooks',
          calls: 12,
          refused: 1,
          clients: 1,
          lastAt: '2026-12-30T09:30:00.000Z',
        },
      ],
    });
  });

  for (const days of ['0', 'all'])
    it(`refuse ${days} days`, async () => {
      const codes = await codesOf(() => call(routes, 'showUsage', { query: { days }, caller: anAdmin }));
      expect(codes).to.deep.equal(['request.validation_failed']);
    });
});
