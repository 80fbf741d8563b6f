import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { anAdmin } from '../../../../../test/support/callers.js';
import { codesOf } from '../../../../../test/support/refusal-of.js';
import { call } from '../../../../../test/support/route-call.js';
import { stubOf } from '../../../../../test/support/stub-of.js';
import { ClientService } from '../../../../application/usage/operators/client-service.js';
import type {
  ClientUsage,
  ClientView,
  OperationUsage,
} from '../../../../application/usage/operators/client-usage.js';
import { ClientRoutes } from './client-routes.js';

const now = new Date('2026-12-31T09:30:00Z');
const lastAt = new Date('2026-12-30T09:30:00Z');
const client: ClientView = {
  id: 7,
  kind: 'key',
  name: 'Kiosk',
  class: 'external',
  ownerId: 3,
  isConfirmed: true,
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
  let service: SinonStubbedInstance<ClientService>;
  let routes: ClientRoutes;

  beforeEach(() => {
    usage = stubOf<ClientUsage>('clients', 'client', 'operationsOf', 'byMinor', 'byOperation');
    usage.clients.resolves([client]);
    usage.byMinor.resolves([{ day: '2026-12-30', minor: '1.0', calls: 12 }]);
    usage.byOperation.resolves([operation]);
    const { clients: _, ...called } = operation;
    usage.client.withArgs(sinon.match.any, client.id).resolves(client);
    usage.operationsOf.resolves([called]);
    service = sinon.createStubInstance(ClientService);
    routes = new ClientRoutes(usage, service, { now: () => now });
  });

  it('list the clients of the last days with their calls', async () => {
    const { body } = await call(routes, 'listConsumers', { query: { days: '1' }, caller: anAdmin });
    const { ownerId: owner, isConfirmed: _, ...rest } = client;
    expect(body).to.deep.equal({ data: [{ ...rest, owner, lastAt: '2026-12-30T09:30:00.000Z' }] });
  });

  it('show a client with what it calls, and nothing of an unknown one', async () => {
    const { body } = await call(routes, 'showConsumer', { path: { id: '7' }, caller: anAdmin });
    expect(body).to.deep.include({ id: 7, name: 'Kiosk' });
    expect((body as { operations: object[] }).operations).to.deep.equal([
      {
        version: 'v1',
        operationId: 'listBooks',
        calls: 12,
        refused: 1,
        lastAt: '2026-12-30T09:30:00.000Z',
      },
    ]);
    const unknown = () => call(routes, 'showConsumer', { path: { id: '8' }, caller: anAdmin });
    expect(await codesOf(unknown)).to.deep.equal(['usage.consumer_not_found']);
  });

  it('change what is given of a client, with the reason', async () => {
    const path = { id: '7' };
    const reason = 'It is our own display.';
    const bodies = [
      { class: 'internal', reason },
      { mutedUntil: '2027-02-01T00:00:00Z', reason },
      { mutedUntil: null, reason },
    ];
    for (const body of bodies) await call(routes, 'changeConsumer', { path, body, caller: anAdmin });
    expect(service.change.args).to.deep.equal([
      [7, { class: 'internal' }, reason],
      [7, { mutedUntil: new Date('2027-02-01T00:00:00Z') }, reason],
      [7, { mutedUntil: null }, reason],
    ]);
  });

  it('refuse a change without a reason, to an unknown class, or to a day alone', async () => {
    const reason = 'It is our own display.';
    const wrong = [
      { class: 'internal' },
      { class: 'internal', reason: ' ' },
      { class: 'secret', reason },
      { class: null, reason },
      { mutedUntil: '2027-02-01', reason },
    ];
    for (const body of wrong) {
      const change = () => call(routes, 'changeConsumer', { path: { id: '7' }, body, caller: anAdmin });
      expect(await codesOf(change), JSON.stringify(body)).to.deep.equal(['request.validation_failed']);
    }
    expect(service.change.called).to.equal(false);
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
