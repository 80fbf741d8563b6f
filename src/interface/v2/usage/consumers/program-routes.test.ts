import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { aLibrarian, anAdmin, aPatron } from '../../../../../test/support/callers.js';
import { call } from '../../../../../test/support/route-call.js';
import { stubOf } from '../../../../../test/support/stub-of.js';
import {
  ownerAlone,
  type ConsumerQueries,
  type ProgramView,
} from '../../../../application/usage/consumers/consumers.js';
import { ProgramService } from '../../../../application/usage/consumers/program-service.js';
import { Cursors } from '../../../kernel/answer/cursor.js';
import { toId } from '../../ids.js';
import { ProgramRoutes } from './program-routes.js';

const view: ProgramView = {
  id: 5,
  program: 'reader',
  ownerId: 3,
  name: 'A reader',
  ...ownerAlone,
  class: 'external',
  firstSeenAt: new Date('2026-12-01T09:30:00Z'),
};
const shown = {
  id: toId('program', 5),
  program: 'reader',
  name: 'A reader',
  ownerId: toId('patron', 3),
  ...ownerAlone,
  firstSeenAt: '2026-12-01T09:30:00.000Z',
};

describe('The program routes of v2', () => {
  let service: SinonStubbedInstance<ProgramService>;
  let queries: SinonStubbedInstance<ConsumerQueries>;
  let routes: ProgramRoutes;

  beforeEach(() => {
    service = sinon.createStubInstance(ProgramService);
    queries = stubOf<ConsumerQueries>('program', 'programs');
    queries.program.resolves(view);
    queries.programs.resolves({ items: [view], next: undefined });
    routes = new ProgramRoutes(service, queries, new Cursors(['a secret of this test']));
  });
  afterEach(() => sinon.restore());

  it('register a program for the caller or for the named owner', async () => {
    service.register.resolves(5);
    const body = { program: 'Reader', name: 'A reader' };
    const { body: answer } = await call(routes, 'registerProgram', { body, caller: aPatron });
    expect(answer).to.deep.equal(shown);
    const ownerId = toId('patron', 3);
    const reason = 'Asked on the phone.';
    await call(routes, 'registerProgram', { body: { ...body, ownerId, reason }, caller: anAdmin });
    expect(service.register.args).to.deep.equal([
      [aPatron, { ...body, ...ownerAlone, ownerId: undefined, reason: undefined }],
      [anAdmin, { ...body, ...ownerAlone, ownerId: 3, reason }],
    ]);
  });

  it('list the own programs, and all for an admin', async () => {
    const { body } = await call(routes, 'listPrograms', { caller: aPatron });
    await call(routes, 'listPrograms', { query: { registered: 'false' }, caller: anAdmin });
    expect(body).to.deep.equal({ data: [shown], page: { nextCursor: null } });
    expect(queries.programs.args.map(([filter]) => filter)).to.deep.equal([
      { ownerId: 3, isRegistered: undefined },
      { ownerId: undefined, isRegistered: false },
    ]);
  });

  it('unregister a program of the caller, and any for an admin', async () => {
    for (const caller of [aPatron, anAdmin])
      await call(routes, 'unregisterProgram', { path: { id: shown.id }, caller });
    expect(service.unregister.args).to.deep.equal([
      [3, 5],
      [undefined, 5],
    ]);
  });

  it('set who is told of a key, and until when it is muted', async () => {
    const body = { contactEmail: 'Team@Reader.example', mutedUntil: '2027-03-01T00:00:00Z' };
    const path = { id: toId('apiKey', 7) };
    const answer = await call(routes, 'setApiKeyContact', { path, body, caller: aLibrarian });
    const contact = { contactEmail: 'team@reader.example', secondEmail: null };
    const mutedUntil = new Date('2027-03-01T00:00:00Z');
    expect(answer.body).to.deep.equal({ ...contact, mutedUntil: mutedUntil.toISOString() });
    const wish = { ...contact, mutedUntil, reason: undefined };
    expect(service.setKeyContact.args).to.deep.equal([[aLibrarian, 7, wish]]);
  });

  it('show who is told of a key', async () => {
    service.keyContact.withArgs(aLibrarian, 7).resolves(ownerAlone);
    const path = { id: toId('apiKey', 7) };
    const { body } = await call(routes, 'getApiKeyContact', { path, caller: aLibrarian });
    expect(body).to.deep.equal(ownerAlone);
  });
});
