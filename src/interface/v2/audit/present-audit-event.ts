import type { AuditEventView, AuditFilter } from '../../../application/audit/audit-queries.js';
import { omitUndefined } from '../../kernel/input/omit-undefined.js';
import { toId, toKey, type IdType } from '../ids.js';
import type { AuditActor, AuditEvent, AuditEventListQuery } from './audit-shapes.js';

/** Type of a subject → type of its id. Other subjects have no id in v2. */
const idTypes: Readonly<Record<string, IdType>> = {
  patron: 'patron',
  book: 'book',
  copy: 'copy',
  loan: 'loan',
  session: 'session',
  api_key: 'apiKey',
  import: 'import',
  order: 'order',
};

/** Field of the details → type of the id, or of each id, in it. */
const idFields: Readonly<Record<string, IdType>> = {
  patronId: 'patron',
  bookId: 'book',
  copyId: 'copy',
  copyIds: 'copy',
  loanId: 'loan',
  apiKeyId: 'apiKey',
};

export function presentAuditEvent(event: AuditEventView): AuditEvent {
  const { id, at, action, requestId, network, times, details } = event;
  return {
    id: toId('auditEvent', id),
    at: at.toISOString(),
    action,
    subject: subjectOf(event),
    actor: actorOf(event),
    requestId,
    network,
    times,
    details: presentDetails(details),
  };
}

export function auditFilter({ actorId, subjectId, action, from, before }: AuditEventListQuery): AuditFilter {
  return omitUndefined({
    actorId: actorId === undefined ? undefined : toKey('patron', actorId),
    subject: subjectId === undefined ? undefined : subjectWith(subjectId),
    action,
    from,
    before,
  });
}

/** The subject with an id. For any other text it has the key 0, which no row has. */
function subjectWith(id: string): { type: string; id: number } {
  for (const [type, idType] of Object.entries(idTypes)) {
    const key = toKey(idType, id);
    if (key > 0) return { type, id: key };
  }
  return { type: '', id: 0 };
}

function subjectOf({ subjectType, subjectId }: AuditEventView): AuditEvent['subject'] {
  if (subjectId === null) return null;
  const idType = idTypes[subjectType];
  return { type: subjectType, id: idType ? toId(idType, subjectId) : null };
}

function actorOf({ actorId, actorRole, actorKeyId }: AuditEventView): AuditActor {
  return {
    role: actorRole as AuditActor['role'],
    id: actorId === null ? null : toId('patron', actorId),
    apiKeyId: actorKeyId === null ? null : toId('apiKey', actorKeyId),
  };
}

/** The details with the ids of this API instead of the keys of the database. */
function presentDetails(details: AuditEventView['details']): Record<string, unknown> {
  const entries = Object.entries(details).map(([name, value]): [string, unknown] => {
    const idType = idFields[name];
    return [name, idType ? withIds(idType, value) : value];
  });
  return Object.fromEntries(entries);
}

function withIds(idType: IdType, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => withIds(idType, each));
  return typeof value === 'number' ? toId(idType, value) : value;
}
