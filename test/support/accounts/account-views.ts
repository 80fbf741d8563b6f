import type { ApiKeyView, PatronView } from '../../../src/application/accounts/views.js';

/** Patron 3 in revision 6 with a value in every field, and these changes. */
export function aPatronView(changes: Partial<PatronView> = {}): PatronView {
  return {
    id: 3,
    cardNumber: 'P0000003',
    username: 'reader',
    firstName: 'Ada',
    lastName: 'Lovelace',
    email: 'reader@example.org',
    emailVerified: true,
    pendingEmail: null,
    language: 'en',
    category: 'adult',
    role: 'patron',
    expiresAt: new Date('2028-12-01T00:00:00Z'),
    blocks: [{ reason: 'Two books are lost.', until: '2027-02-01T00:00:00+01:00' }],
    disabled: false,
    revision: 6,
    createdAt: new Date('2026-12-01T09:30:00Z'),
    updatedAt: new Date('2026-12-02T10:45:00Z'),
    ...changes,
  };
}

/** API key 9 of patron 3, which expires, with these changes. */
export function anApiKey(changes: Partial<ApiKeyView> = {}): ApiKeyView {
  return {
    id: 9,
    ownerId: 3,
    name: 'self-service terminal',
    scopes: ['catalogue:read'],
    createdAt: new Date('2026-12-01T09:30:00Z'),
    expiresAt: new Date('2027-12-01T09:30:00Z'),
    lastUsedAt: new Date('2026-12-01T09:45:00Z'),
    ...changes,
  };
}
