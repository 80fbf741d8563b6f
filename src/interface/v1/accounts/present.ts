import type { PatronChanges } from '../../../application/accounts/patrons/patron-service.js';
import type { Token } from '../../../application/accounts/tokens.js';
import type { PatronView } from '../../../application/accounts/views.js';
import { omitUndefined } from '../../kernel/input/omit-undefined.js';
import { v2Id } from '../ids-in-v2.js';
import type { TokenV1, UpdateMeBody, UserV1 } from './shapes.js';

export function presentUser(patron: PatronView): UserV1 {
  return {
    id: patron.id,
    v2_id: v2Id('patron', patron.id),
    username: patron.username,
    email: patron.email,
    first_name: patron.firstName,
    last_name: patron.lastName,
    role: patron.role,
    created_at: patron.createdAt.toISOString(),
  };
}

export function presentToken({ token, expiresIn }: Token): TokenV1 {
  return { token, token_type: 'Bearer', expires_in: expiresIn };
}

/** Only the fields that the client has sent. */
export function patronChanges({ username, email, first_name, last_name }: UpdateMeBody): PatronChanges {
  return omitUndefined({ username, email, firstName: first_name, lastName: last_name });
}
