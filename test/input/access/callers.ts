import sql from 'sql-template-tag';
import { ApiKeyService } from '../../../src/application/accounts/api-key-service.js';
import { PatronService } from '../../../src/application/accounts/patrons/patron-service.js';
import { isGrantable } from '../../../src/domain/accounts/api-key.js';
import type { SignedIn } from '../../../src/application/kernel/request/caller.js';
import { KnownScopes } from '../../../src/application/kernel/settings.js';
import { Secrets } from '../../../src/application/accounts/secrets.js';
import { JwtTokens } from '../../../src/infrastructure/accounts/jwt-tokens.js';
import { insertPatron } from '../../support/library.js';
import { addSession, rowsOf, tokenFor } from '../../support/people.js';
import type { RunningService } from '../../support/service.js';

/** A caller of a route. */
export interface Visitor {
  /** Undefined for callers that the API does not authenticate. */
  readonly role?: SignedIn['role'];
  /** The scopes of an API key; undefined for a person, who needs none. */
  readonly scopes?: readonly string[];
  /** Whether they own the requested resources. */
  readonly owns?: true;
  /** Their credentials. */
  readonly token: string | undefined;
}

/** A new one for every request, because the requests may end their account. */
type MakeVisitor = (running: RunningService, ownerId: number, scope: string) => Promise<Visitor>;

/** A person without any resources. Returns their id. */
export function addSomebody(running: RunningService, role: SignedIn['role']): Promise<number> {
  return insertPatron((statement) => rowsOf(running, statement), { role }, new Date());
}

async function signIn(running: RunningService, patronId: number, role: SignedIn['role']): Promise<string> {
  return tokenFor(running.service, { patronId, role, session: await addSession(running, patronId) });
}

const somebody =
  (role: SignedIn['role']): MakeVisitor =>
  async (running) => ({ role, token: await signIn(running, await addSomebody(running, role), role) });

/** The key of a librarian, with some of the scopes that a key can have. */
const keyFor =
  (wanted: (scope: string, needed: string) => boolean): MakeVisitor =>
  async (running, _owner, needed) => {
    const { container } = running.service;
    const all = container.resolve<KnownScopes>(KnownScopes).filter(isGrantable);
    const scopes = all.filter((scope) => wanted(scope, needed));
    const owner = await addSomebody(running, 'librarian');
    const { secret } = await container
      .resolve(ApiKeyService)
      .create(owner, { name: 'a key', scopes, expiresAt: null });
    return { role: 'librarian', scopes, token: secret };
  };

/** Credentials that are expired, revoked or for another use: the API refuses them, even those of an admin. */
const nobody =
  (spoil: (running: RunningService, adminId: number) => Promise<string>): MakeVisitor =>
  async (running) => ({ token: await spoil(running, await addSomebody(running, 'admin')) });

/** All callers, by their names in the titles. */
export const visitors: Readonly<Record<string, MakeVisitor>> = {
  anonymous: async () => ({ token: undefined }),
  owner: async (running, ownerId) => ({
    role: 'patron',
    owns: true,
    token: await signIn(running, ownerId, 'patron'),
  }),
  'another patron': somebody('patron'),
  librarian: somebody('librarian'),
  admin: somebody('admin'),
  'a key with every scope': keyFor(() => true),
  'a key without the scope': keyFor((scope, needed) => scope !== needed),
  'an admin whose account is closed': nobody(async (running, id) => {
    const token = await signIn(running, id, 'admin');
    await running.service.container.resolve(PatronService).close(id);
    return token;
  }),
  'an admin who has signed out': nobody(async (running, id) => {
    const token = await signIn(running, id, 'admin');
    await rowsOf(running, sql`update session set ended_at = now() where patron_id = ${id}`);
    return token;
  }),
  'an admin whose token has expired': nobody(async ({ service }, id) => {
    const yesterday = { now: () => new Date(Date.now() - 86_400_000) };
    const tokens = new JwtTokens(service.config.jwtSecrets, yesterday);
    return tokens.issue({ patronId: id, role: 'admin', generation: 1 }, 3_600).token;
  }),
  'an admin with a refresh token': nobody(async (running, id) => {
    const secrets = running.service.container.resolve<Secrets>(Secrets);
    const token = secrets.make('slr');
    const session = await addSession(running, id);
    await rowsOf(
      running,
      sql`insert into refresh_token (hash, session_id, expires_at)
          values (${secrets.hash(token)}, ${session}, now() + interval '1 day')`,
    );
    return token;
  }),
  'a key that was revoked': nobody(async ({ service }, id) => {
    const keys = service.container.resolve(ApiKeyService);
    const key = await keys.create(id, { name: 'x', scopes: ['catalogue:write'], expiresAt: null });
    await keys.revoke(id, key.id);
    return key.secret;
  }),
  'a key that has expired': nobody(async (running, id) => {
    const keys = running.service.container.resolve(ApiKeyService);
    const expiresAt = new Date(Date.now() + 60_000);
    const key = await keys.create(id, { name: 'x', scopes: ['catalogue:write'], expiresAt });
    await rowsOf(
      running,
      sql`update api_key set expires_at = now() - interval '1 second' where id = ${key.id}`,
    );
    return key.secret;
  }),
};
