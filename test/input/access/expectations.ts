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
  'v2 endSession': 'nobody',
};

/** Routes that check a secret of the caller. Those who may call them are refused for the secret of the example. */
const secretive: Readonly<Record<string, 403 | 409>> = {
  'v2 setUpSecondFactor': 403,
  'v2 confirmSecondFactor': 409,
  'v2 removeSecondFactor': 409,
};

/** The expected answer of a route to a caller: success, or the status of the refusal. */
export function expected(version: string, route: Route, visitor: Visitor): 'done' | 401 | 403 | 404 | 409 {
  const { audience, operationId, scope = '' } = route;
  const { role, scopes } = visitor;
  if (audience === 'anonymous') return 'done';
  if (!role) return 401;
  if (rank[role] < rank[audience] || scopes?.includes(scope) === false) return 403;
  if (isForeign(owned[`${version} ${operationId}`], visitor)) return 404;
  return secretive[`${version} ${operationId}`] ?? 'done';
}

function isForeign(
  seenBy: 'staff' | 'admins' | 'nobody' | undefined,
  { role = 'patron', owns }: Visitor,
): boolean {
  if (seenBy === undefined || owns) return false;
  if (seenBy === 'nobody') return true;
  return seenBy === 'admins' ? role !== 'admin' : role === 'patron';
}
