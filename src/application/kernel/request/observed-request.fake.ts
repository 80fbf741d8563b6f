import type { ObservedRequest } from './request-observer.js';

/** A call of a key that lists books through the first minor of v1, or another one with these facts. */
export function anObservedRequest(changes: Partial<ObservedRequest> = {}): ObservedRequest {
  return {
    requestId: 'a-request',
    operationId: 'listBooks',
    major: 1,
    minor: '1.0',
    minorSource: 'default',
    caller: { patronId: 2, role: 'librarian', apiKey: 7, scopes: ['catalogue:read'] },
    status: 200,
    code: undefined,
    isRehearsal: false,
    isDeprecated: false,
    deprecatedParts: [],
    userAgent: 'ShelfReader/2.1',
    origin: '',
    address: '203.0.113.7',
    network: () => '203.0.113.0/24',
    ...changes,
  };
}
