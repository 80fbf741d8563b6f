import { breaking, remove, rename, set, type Edit } from './edit.js';
import { operations, schemes, which, whole } from './places.js';

const protectedOnes = which(operations, (it) => it['security']?.length > 0);
const openOnes = which(operations, (it) => it['security']?.length === 0);
const inFuture = { deprecated: true, 'x-deprecated-at': '2027-01-01T00:00:00Z' };

/** Edits of a document and its operations. Each breaks clients, also in a later minor. */
export const operationEdits: readonly Edit[] = [
  breaking('document.dialect-changed', whole, set({ openapi: '3.2.0' })),
  breaking('document.server-changed', whole, set({ servers: [{ url: '/api' }] })),
  breaking('document.other-changed', whole, set({ webhooks: { loaned: {} } })),
  breaking('security.scheme-removed', schemes, remove),
  breaking('security.scheme-changed', schemes, set({ type: 'apiKey', in: 'header', name: 'X-Key' })),
  breaking('operation.removed', operations, remove),
  breaking(
    'operation.moved',
    operations,
    // No operation has this method, so none is overwritten.
    rename(() => 'trace'),
  ),
  breaking('operation.id-changed', operations, (it) => (it['operationId'] += 'Again')),
  breaking('operation.since-changed', operations, set({ 'x-since': '9.9' })),
  breaking('operation.audience-narrowed', openOnes, set({ 'x-audience': 'admin' })),
  breaking('operation.security-added', openOnes, set({ security: [{ bearer: [] }] })),
  breaking('operation.security-changed', protectedOnes, set({ security: [{ cookie: [] }] })),
  breaking('operation.scope-added', protectedOnes, set({ security: [{ bearer: ['everything'] }] })),
  breaking('operation.other-changed', operations, set({ callbacks: { later: {} } })),
  breaking('lifecycle.without-date', operations, set({ deprecated: true })),
  breaking('lifecycle.notice-short', operations, set({ ...inFuture, 'x-sunset': '2027-03-01T00:00:00Z' })),
];
