import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { aPatron } from '../../../../../test/support/callers.js';
import { codesOf } from '../../../../../test/support/refusal-of.js';
import { call, routeOf } from '../../../../../test/support/route-call.js';
import { stubOf } from '../../../../../test/support/stub-of.js';
import { AccessService } from '../../../../application/accounts/access/access-service.js';
import type { SessionQueries } from '../../../../application/accounts/sessions/session-queries.js';
import {
  sessionRefusals,
  SessionService,
} from '../../../../application/accounts/sessions/session-service.js';
import { Refusal } from '../../../../domain/kernel/refusal.js';
import { Cursors } from '../../../kernel/answer/cursor.js';
import { toId } from '../../ids.js';
import { SessionRoutes } from './session-routes.js';

const at = new Date('2026-12-01T09:30:00Z');
const mine = { id: 7, refreshable: true, userAgent: 'curl', startedAt: at, refreshedAt: null, expiresAt: at };

describe('The session routes of v2', () => {
  let sessions: SinonStubbedInstance<SessionService>;
  let access: SinonStubbedInstance<AccessService>;
  let queries: SinonStubbedInstance<SessionQueries>;
  let routes: SessionRoutes;

  beforeEach(() => {
    sessions = sinon.createStubInstance(SessionService);
    access = sinon.createStubInstance(AccessService);
    queries = stubOf<SessionQueries>('list');
    queries.list.resolves({ items: [mine], next: undefined });
    routes = new SessionRoutes(sessions, access, queries, new Cursors(['a secret of this test']));
  });
  afterEach(() => sinon.restore());

  for (const operationId of ['listSessions', 'endSession', 'endAllSessions']) {
    it(`let a patron call ${operationId}`, () => {
      expect(routeOf(routes, operationId).audience).to.equal('patron');
    });
  }

  it('list the sessions of the caller, and mark the present one', async () => {
    const { body } = await call(routes, 'listSessions', { query: {}, caller: { ...aPatron, session: 7 } });
    expect(queries.list.args[0]?.[0]).to.equal(aPatron.patronId);
    expect((body as { data: object[] }).data).to.deep.equal([
      {
        id: toId('session', 7),
        current: true,
        refreshable: true,
        userAgent: 'curl',
        startedAt: at.toISOString(),
        refreshedAt: null,
        expiresAt: at.toISOString(),
      },
    ]);
  });

  it('end the session of the path', async () => {
    await call(routes, 'endSession', { path: { id: toId('session', 7) }, caller: aPatron });
    expect(sessions.endOne.args).to.deep.equal([[aPatron.patronId, 7]]);
  });

  it('pass on every refusal of the service', async () => {
    sessions.endOne.rejects(new Refusal(sessionRefusals.endOne));
    const parts = { path: { id: toId('session', 7) }, caller: aPatron };
    expect(await codesOf(() => call(routes, 'endSession', parts))).to.deep.equal(
      sessionRefusals.endOne.map(({ code }) => code),
    );
  });

  it('end everything of the caller', async () => {
    await call(routes, 'endAllSessions', { caller: aPatron });
    expect(access.endEverywhere.args).to.deep.equal([[aPatron.patronId]]);
  });
});
