import type { AuditEventView, AuditFilter } from '../../../application/audit/audit-queries.js';
import { omitUndefined } from '../../kernel/input/omit-undefined.js';
import type { AuditTrailQuery, TrailActor, TrailEvent } from './audit-trail-shapes.js';

export function presentTrailEvent(event: AuditEventView): TrailEvent {
  const { id, at, action, subjectType, subjectId, requestId, network, times, details } = event;
  return {
    id,
    at: at.toISOString(),
    action,
    subject: subjectId === null ? null : `${subjectType}:${subjectId}`,
    actor: {
      role: event.actorRole as TrailActor['role'],
      account: event.actorId,
      apiKey: event.actorKeyId,
    },
    requestId,
    network,
    times,
    details,
  };
}

export function trailFilter({ actor, subject, action, from, before }: AuditTrailQuery): AuditFilter {
  const [type = '', key = ''] = subject?.split(':') ?? [];
  return omitUndefined({
    actorId: actor,
    subject: subject === undefined ? undefined : { type, id: Number(key) },
    action,
    from,
    before,
  });
}
