import type { Lifecycle } from '../../../kernel/declaration/lifecycle.js';

/** Marks a deprecated operation, parameter or field in a document. Times are in the format of RFC 3339. */
export function endMarks(lifecycle: Lifecycle | undefined): object {
  if (!lifecycle) return {};
  const { id, deprecated, sunset, guard = 'consent', successor } = lifecycle;
  return {
    deprecated: true,
    'x-lifecycle-id': id,
    'x-deprecated-at': `${deprecated}T00:00:00Z`,
    ...(sunset !== undefined && { 'x-sunset': `${sunset}T00:00:00Z`, 'x-sunset-guard': guard }),
    ...('operationId' in successor && { 'x-successor-operation': successor.operationId }),
  };
}
