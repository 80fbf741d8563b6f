import type { Route } from '../../../src/interface/kernel/declaration/route.js';
import type { Visitor } from './callers.js';

const rank = { anonymous: 0, patron: 1, librarian: 2, admin: 3 } as const;

/**
 * Resources have owners. Those of others are visible to the staff of the library, to admins only, or to nobody.
 */
const owned: Readonly<Record<string, 'staff' | 'admins' | 'nobody'>> = {
  'v1 getLoan': 'staff',
  'v1 returnLoan': 'staff',
  'v1 renewLoan': 'staff',
  'v2 getLoan': 'staff',
  'v2 renewLoan': 'staff',
  'v2 getApiKey': 'admins',
  'v2 revokeApiKey': 'admins',
  'v2 getApiKeyContact': 'admins',
  'v2 setApiKeyContact': 'admins',
  'v2 endSession': 'nobody',
  'v2 unregisterProgram': 'admins',
  'v2 consentToSunset': 'nobody',
};

/** Patrons do these only as developers. */
const ofDevelopers = new Set(['v2 registerProgram']);

/** Nobody does these by an API key. */
const inPerson = new Set(['v2 consentToSunset']);

/**
 * Routes that check a secret or a state of the account. Those who may call them are refused, because the secret of the
 * example opens nothing, the address of the caller is verified, or the account has none.
 */
const secretive: Readonly<Record<string, 400 | 403 | 409>> = {
  'v1 completePasswordReset': 400,
  'v2 completePasswordReset': 400,
  'v2 verifyEmail': 400,
  'v2 requestEmailVerification': 409,
  'v2 startPasswordReset': 409,
  'v2 confirmSecondFactor': 409,
  'v2 removeSecondFactor': 409,
};

/** The expected answer of a route to a caller: success, or the status of the refusal. */
export function expected(
  version: string,
  route: Route,
  visitor: Visitor,
): 'done' | 400 | 401 | 403 | 404 | 409 {
  const name = `${version} ${route.operationId}`;
  const refused = secretive[name];
  if (route.audience === 'anonymous') return refused ?? 'done';
  if (!visitor.role) return 401;
  if (lacksRight(route, visitor) || isNotOfThem(name, visitor)) return 403;
  if (isForeign(owned[name], visitor)) return 404;
  return refused ?? 'done';
}

function lacksRight({ audience, scope = '' }: Route, { role = 'patron', scopes }: Visitor): boolean {
  return rank[role] < rank[audience] || scopes?.includes(scope) === false;
}

function isNotOfThem(name: string, { role, scopes }: Visitor): boolean {
  return (role === 'patron' && ofDevelopers.has(name)) || (scopes !== undefined && inPerson.has(name));
}

function isForeign(
  seenBy: 'staff' | 'admins' | 'nobody' | undefined,
  { role = 'patron', owns }: Visitor,
): boolean {
  if (seenBy === undefined || owns) return false;
  if (seenBy === 'nobody') return true;
  return seenBy === 'admins' ? role !== 'admin' : role === 'patron';
}
