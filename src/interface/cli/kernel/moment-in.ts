import { isISO8601 } from 'class-validator';

/** Without a zone, a time would be that of this machine. */
const form = /^\d{4}-\d{2}-\d{2}(T.+(Z|[+-]\d{2}:\d{2}))?$/;

/** The moment that an option names (RFC 3339). A date means its beginning in UTC. @throws Error for any other text */
export function momentIn(option: string, text: string): Date {
  const moment = new Date(text);
  const isMoment = form.test(text) && isISO8601(text, { strict: true }) && !Number.isNaN(moment.getTime());
  if (isMoment) return moment;
  throw new Error(`${option} must be a date or a moment, such as 2027-12-01 or 2027-12-01T09:30:00Z.`);
}
