import type { Lifecycle } from '../../kernel/declaration/lifecycle.js';

/** How a document tells of an operation, a parameter or a field that it will go away. Times as in RFC 3339. */
export function endMarks(lifecycle: Lifecycle | undefined): object {
  if (!lifecycle) return {};
  const { id, deprecated, sunset, successor } = lifecycle;
  return {
    deprecated: true,
    'x-lifecycle-id': id,
    'x-deprecated-at': `${deprecated}T00:00:00Z`,
    ...(sunset !== undefined && { 'x-sunset': `${sunset}T00:00:00Z` }),
    ...('operationId' in successor && { 'x-successor-operation': successor.operationId }),
  };
}
