import type { AuditFilter } from '../../../application/audit/audit-queries.js';
import { omitUndefined } from '../../kernel/input/omit-undefined.js';
import { momentIn } from '../kernel/moment-in.js';

/** The options of the command, as they were typed. */
export interface FilterOptions {
  readonly actor?: string;
  readonly subject?: string;
  readonly action?: string;
  readonly from?: string;
  readonly before?: string;
}

/** @throws Error for an option that is malformed */
export function readFilter({ actor, subject, action, from, before }: FilterOptions): AuditFilter {
  return omitUndefined({
    actorId: actor === undefined ? undefined : idIn('--actor', actor),
    subject: subject === undefined ? undefined : subjectIn(subject),
    action,
    from: from === undefined ? undefined : momentIn('--from', from),
    before: before === undefined ? undefined : momentIn('--before', before),
  });
}

function idIn(option: string, text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new Error(`${option} must be the id of an account, such as 3.`);
}

function subjectIn(text: string): { type: string; id: number } {
  const [, type = '', id] = /^([a-z_]+):([1-9]\d{0,14})$/.exec(text) ?? [];
  if (id === undefined) throw new Error('--subject must be a type and an id, such as patron:3.');
  return { type, id: Number(id) };
}
