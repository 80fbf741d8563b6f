import { Transform } from 'class-transformer';
import { isISO8601, IsDate } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { fault } from '../../../domain/kernel/field-fault.js';
import { combineDecorators } from './apply-decorators.js';
import { Rule, withFault } from './rule.js';

const form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;
const noMoment = fault('wrong_format', '{{field}} must be a moment such as 2027-12-01T09:30:00Z', {
  format: 'date-time',
});

/** An existing date with time and zone (RFC 3339), in a body. Its year in UTC has four digits. */
export function IsMoment(description: string): PropertyDecorator {
  return combineDecorators(
    Rule('isMoment', (value) => (isMoment(value) ? undefined : noMoment)),
    momentSchema(description),
  );
}

/** The same in a query, where it becomes a `Date`. */
export function IsMomentAsDate(description: string): PropertyDecorator {
  return combineDecorators(
    // Any other text stays as it is, and `IsDate` refuses it.
    Transform(({ value }: { value: unknown }) => (isMoment(value) ? new Date(value) : value)),
    IsDate(withFault(noMoment)),
    momentSchema(description),
  );
}

function isMoment(value: unknown): value is string {
  if (typeof value !== 'string' || !form.test(value) || !isISO8601(value, { strict: true })) return false;
  const moment = new Date(value);
  return !Number.isNaN(moment.getTime()) && form.test(moment.toISOString());
}

function momentSchema(description: string): PropertyDecorator {
  return JSONSchema({ type: 'string', format: 'date-time', description }) as PropertyDecorator;
}
