import { inject, injectable } from 'tsyringe';
import { ApiKeyQueries } from '../../../application/accounts/api-keys.js';
import { apiKeyRefusals, ApiKeyService } from '../../../application/accounts/api-key-service.js';
import type { ApiKeyView } from '../../../application/accounts/views.js';
import type { SignedIn } from '../../../application/kernel/request/caller.js';
import { Cursors } from '../../kernel/answer/cursor.js';
import { orRefuse } from '../../kernel/errors/or-refuse.js';
import { cursorInvalid } from '../../kernel/errors/refusals.js';
import { created, noContent, ok } from '../../kernel/declaration/reply.js';
import { nothing, route, type Route, type RouteGroup } from '../../kernel/declaration/route.js';
import { toId, toKey } from '../ids.js';
import { listHeaders, nextLink } from '../lists.js';
import { ApiKey, ApiKeyList, ApiKeyListQuery, MadeApiKey, NewApiKey } from './api-key-shapes.js';
import { ApiKeyById } from './by-id.js';

/** API keys. Each account has access to its own keys, an admin to all. */
@injectable()
export class ApiKeyRoutes implements RouteGroup {
  constructor(
    @inject(ApiKeyService) private readonly service: ApiKeyService,
    @inject(ApiKeyQueries) private readonly keys: ApiKeyQueries,
    @inject(Cursors) private readonly cursors: Cursors,
  ) {}

  routes(): readonly Route[] {
    return [this.createApiKey(), this.listApiKeys(), this.getApiKey(), this.revokeApiKey()];
  }

  private createApiKey(): Route {
    return route({
      operationId: 'createApiKey',
      method: 'POST',
      path: '/api-keys',
      since: '2.0',
      summary: 'Create an API key',
      description:
        "An API key has its owner's current permissions, limited to its scopes. Public operations need no scope.",
      audience: 'librarian',
      accepts: { body: NewApiKey },
      responds: { 201: MadeApiKey },
      refuses: apiKeyRefusals.create,
      handle: async ({ body: { name, scopes, expiresAt }, caller: { patronId } }) => {
        const wish = { name, scopes, expiresAt: expiresAt ? new Date(expiresAt) : null };
        const { id, secret } = await this.service.create(patronId, wish);
        const shown = presentApiKey(orRefuse(await this.keys.view(patronId, id)));
        return created({ ...shown, key: secret }, `/v2/api-keys/${shown.id}`);
      },
    });
  }

  private listApiKeys(): Route {
    return route({
      operationId: 'listApiKeys',
      method: 'GET',
      path: '/api-keys',
      since: '2.0',
      summary: 'List API keys',
      description: 'The keys are in the order of their creation. An admin gets the keys of all accounts.',
      audience: 'patron',
      accepts: { query: ApiKeyListQuery },
      responds: { 200: ApiKeyList },
      headers: listHeaders,
      refuses: [cursorInvalid],
      handle: async ({ query, url, caller }) => {
        const ownerId = ownerAskedFor(query, caller);
        const list = `keys of ${ownerId ?? 'all'}`;
        const after = this.cursors.read(list, query.cursor);
        const { items, next } = await this.keys.list(ownerId, { after, limit: query.limit });
        const nextCursor = this.cursors.write(list, next);
        return ok({ data: items.map(presentApiKey), page: { nextCursor } }, nextLink(url, nextCursor));
      },
    });
  }

  private getApiKey(): Route {
    return route({
      operationId: 'getApiKey',
      method: 'GET',
      path: '/api-keys/:id',
      since: '2.0',
      summary: 'Show an API key',
      description: 'One of your own, or, for an admin, any.',
      audience: 'patron',
      accepts: { path: ApiKeyById },
      responds: { 200: ApiKey },
      refuses: apiKeyRefusals.find,
      handle: async ({ path, caller }) => {
        const key = await this.keys.view(ownerFor(caller), toKey('apiKey', path.id));
        return ok(presentApiKey(orRefuse(key, apiKeyRefusals.find[0])));
      },
    });
  }

  private revokeApiKey(): Route {
    return route({
      operationId: 'revokeApiKey',
      method: 'DELETE',
      path: '/api-keys/:id',
      since: '2.0',
      summary: 'Revoke an API key',
      description: 'One of your own, or, for an admin, any. The revocation takes effect at once.',
      audience: 'patron',
      accepts: { path: ApiKeyById },
      responds: { 204: nothing },
      refuses: apiKeyRefusals.find,
      handle: async ({ path, caller }) => {
        await this.service.revoke(ownerFor(caller), toKey('apiKey', path.id));
        return noContent();
      },
    });
  }
}

/** The owner whose keys the caller may see and revoke; undefined for an admin, who may do it for all. */
function ownerFor({ role, patronId }: SignedIn): number | undefined {
  return role === 'admin' ? undefined : patronId;
}

/** The owner whose keys are listed. Another owner than the caller matches nothing, unless the caller is an admin. */
function ownerAskedFor({ ownerId }: ApiKeyListQuery, caller: SignedIn): number | undefined {
  const visible = ownerFor(caller);
  if (ownerId === undefined) return visible;
  const key = toKey('patron', ownerId);
  return visible === undefined || visible === key ? key : 0;
}

function presentApiKey(key: ApiKeyView): ApiKey {
  const { id, ownerId, name, scopes, createdAt, expiresAt, lastUsedAt } = key;
  return {
    id: toId('apiKey', id),
    ownerId: toId('patron', ownerId),
    name,
    scopes: [...scopes],
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
