import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { anApiKey } from '../../../../test/support/accounts/account-views.js';
import { aLibrarian, anAdmin, aPatron } from '../../../../test/support/callers.js';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { call } from '../../../../test/support/route-call.js';
import { stubOf } from '../../../../test/support/stub-of.js';
import type { ApiKeyQueries } from '../../../application/accounts/api-keys.js';
import { apiKeyRefusals, ApiKeyService } from '../../../application/accounts/api-key-service.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { Cursors } from '../../kernel/answer/cursor.js';
import { toId } from '../ids.js';
import { ApiKeyRoutes } from './api-key-routes.js';

/** `anApiKey()` as v2 shows it. */
const shown = {
  id: toId('apiKey', 9),
  ownerId: toId('patron', 3),
  name: 'self-service terminal',
  scopes: ['catalogue:read'],
  createdAt: '2026-12-01T09:30:00.000Z',
  expiresAt: '2027-12-01T09:30:00.000Z',
  lastUsedAt: '2026-12-01T09:45:00.000Z',
};

describe('The API key routes of v2', () => {
  const cursors = new Cursors(['a secret of this test']);
  let service: SinonStubbedInstance<ApiKeyService>;
  let keys: SinonStubbedInstance<ApiKeyQueries>;
  let routes: ApiKeyRoutes;

  beforeEach(() => {
    service = sinon.createStubInstance(ApiKeyService);
    service.create.resolves({ id: 9, secret: 'slk_secret' });
    keys = stubOf<ApiKeyQueries>('view', 'list');
    keys.list.resolves({ items: [], next: undefined });
    routes = new ApiKeyRoutes(service, keys, cursors);
  });
  afterEach(() => sinon.restore());

  it('let staff create keys, and everybody list and revoke their own', () => {
    const audiences = routes.routes().map(({ operationId, audience }) => [operationId, audience]);
    expect(audiences).to.deep.equal([
      ['createApiKey', 'librarian'],
      ['listApiKeys', 'patron'],
      ['getApiKey', 'patron'],
      ['revokeApiKey', 'patron'],
    ]);
  });

  describe('createApiKey', () => {
    const wish = { name: 'self-service terminal', scopes: ['catalogue:read'] };

    beforeEach(() => {
      keys.view.withArgs(2, 9).resolves(anApiKey());
    });

    it('creates a key of the caller that never expires by default', async () => {
      await call(routes, 'createApiKey', { body: wish, caller: aLibrarian });
      expect(service.create.args).to.deep.equal([[2, { ...wish, expiresAt: null }]]);
    });

    it('creates a key that expires at the moment of the body', async () => {
      const body = { ...wish, expiresAt: '2027-12-01T10:30:00+01:00' };
      await call(routes, 'createApiKey', { body, caller: aLibrarian });
      const expiresAt = new Date('2027-12-01T09:30:00Z');
      expect(service.create.args).to.deep.equal([[2, { ...wish, expiresAt }]]);
    });

    for (const change of [{ name: '' }, { scopes: [] }, { scopes: 'all' }, { expiresAt: 'tomorrow' }]) {
      it(`refuses ${JSON.stringify(change)}`, async () => {
        const parts = { body: { ...wish, ...change }, caller: aLibrarian };
        expect(await codesOf(() => call(routes, 'createApiKey', parts))).to.deep.equal([
          'request.validation_failed',
        ]);
        expect(service.create.called).to.equal(false);
      });
    }

    it('answers 201 with the key and its secret, and its Location', async () => {
      expect(await call(routes, 'createApiKey', { body: wish, caller: aLibrarian })).to.deep.equal({
        status: 201,
        headers: { Location: `/v2/api-keys/${toId('apiKey', 9)}` },
        body: { ...shown, key: 'slk_secret' },
      });
    });

    it('passes on every refusal of the service', async () => {
      service.create.rejects(new Refusal(apiKeyRefusals.create));
      const codes = await codesOf(() => call(routes, 'createApiKey', { body: wish, caller: aLibrarian }));
      expect(codes).to.deep.equal(apiKeyRefusals.create.map(({ code }) => code));
    });

    it('answers 404 when the key is revoked before it can be shown', async () => {
      keys.view.withArgs(2, 9).resolves(undefined);
      const codes = await codesOf(() => call(routes, 'createApiKey', { body: wish, caller: aLibrarian }));
      expect(codes).to.deep.equal(['request.not_found']);
    });
  });

  describe('listApiKeys', () => {
    it('queries the first twenty keys of the caller', async () => {
      await call(routes, 'listApiKeys', { caller: aPatron });
      expect(keys.list.args).to.deep.equal([[3, { after: undefined, limit: 20 }]]);
    });

    it('queries the keys of all accounts for an admin, or of one', async () => {
      await call(routes, 'listApiKeys', { caller: anAdmin });
      await call(routes, 'listApiKeys', { query: { ownerId: toId('patron', 3) }, caller: anAdmin });
      expect(keys.list.args.map(([ownerId]) => ownerId)).to.deep.equal([undefined, 3]);
    });

    it('queries nobody’s keys when a librarian asks for those of another account', async () => {
      await call(routes, 'listApiKeys', { query: { ownerId: toId('patron', 3) }, caller: aLibrarian });
      expect(keys.list.args.map(([ownerId]) => ownerId)).to.deep.equal([0]);
    });

    it('continues after the cursor', async () => {
      const query = { cursor: cursors.write('keys of 3', [9]) ?? '', limit: '5' };
      await call(routes, 'listApiKeys', { query, caller: aPatron });
      expect(keys.list.args).to.deep.equal([[3, { after: [9], limit: 5 }]]);
    });

    it('refuses the cursor of another owner', async () => {
      const query = { cursor: cursors.write('keys of 4', [9]) ?? '' };
      const codes = await codesOf(() => call(routes, 'listApiKeys', { query, caller: aPatron }));
      expect(codes).to.deep.equal(['request.cursor_invalid']);
      expect(keys.list.called).to.equal(false);
    });

    it('answers the keys without their secrets and, on the last page, no link', async () => {
      keys.list.resolves({ items: [anApiKey()], next: undefined });
      expect(await call(routes, 'listApiKeys', { caller: aPatron })).to.deep.equal({
        status: 200,
        headers: {},
        body: { data: [shown], page: { nextCursor: null } },
      });
    });

    it('answers the cursor of the next page, and links to it', async () => {
      keys.list.resolves({ items: [anApiKey()], next: [9] });
      const { headers, body } = await call(routes, 'listApiKeys', { caller: aPatron });
      const nextCursor = cursors.write('keys of 3', [9]);
      expect(body).to.deep.include({ page: { nextCursor } });
      expect(headers).to.deep.equal({ Link: `</v2/api-keys?cursor=${nextCursor}>; rel="next"` });
    });
  });

  describe('getApiKey', () => {
    const parts = { path: { id: toId('apiKey', 9) }, caller: aPatron };

    it('answers a key of the caller', async () => {
      keys.view.withArgs(3, 9).resolves(anApiKey());
      expect(await call(routes, 'getApiKey', parts)).to.deep.equal({ status: 200, headers: {}, body: shown });
    });

    it('returns null for a key that never expires, and for one that was never used', async () => {
      keys.view.resolves(anApiKey({ expiresAt: null, lastUsedAt: null }));
      const { body } = await call(routes, 'getApiKey', parts);
      expect(body).to.include({ expiresAt: null, lastUsedAt: null });
    });

    it('answers the key of anybody to an admin', async () => {
      keys.view.withArgs(undefined, 9).resolves(anApiKey());
      expect(await call(routes, 'getApiKey', { ...parts, caller: anAdmin })).to.include({ status: 200 });
    });

    it('refuses a key that the caller does not have', async () => {
      keys.view.withArgs(4, 9).resolves(anApiKey());
      expect(await codesOf(() => call(routes, 'getApiKey', parts))).to.deep.equal([
        'accounts.api_key_not_found',
      ]);
    });
  });

  describe('revokeApiKey', () => {
    const parts = { path: { id: toId('apiKey', 9) }, caller: aPatron };

    it('revokes the key of the path, if it is the caller’s own', async () => {
      await call(routes, 'revokeApiKey', parts);
      expect(service.revoke.args).to.deep.equal([[3, 9]]);
    });

    it('revokes the key of anybody for an admin', async () => {
      await call(routes, 'revokeApiKey', { ...parts, caller: anAdmin });
      expect(service.revoke.args).to.deep.equal([[undefined, 9]]);
    });

    it('answers 204 and no body', async () => {
      const reply = await call(routes, 'revokeApiKey', parts);
      expect(reply).to.deep.equal({ status: 204, headers: {}, body: undefined });
    });

    it('passes on every refusal of the service', async () => {
      service.revoke.rejects(new Refusal(apiKeyRefusals.find));
      const codes = await codesOf(() => call(routes, 'revokeApiKey', parts));
      expect(codes).to.deep.equal(['accounts.api_key_not_found']);
    });
  });
});
