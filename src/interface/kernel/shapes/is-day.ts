import { JSONSchema } from 'class-validator-jsonschema';
import { fault } from '../../../domain/kernel/field-fault.js';
import { combineDecorators } from './apply-decorators.js';
import { Rule } from './rule.js';

const noDay = fault('wrong_format', '{{field}} must be a day such as 2027-12-01', { format: 'date' });

/** An existing day (RFC 3339, `full-date`), without a time. */
export function IsDay(): PropertyDecorator {
  return combineDecorators(
    Rule('isDay', (value) => (isDay(value) ? undefined : noDay)),
    JSONSchema({ type: 'string', format: 'date' }) as PropertyDecorator,
  );
}

/** The year 0 is none for PostgreSQL. */
function isDay(value: unknown): boolean {
  if (typeof value !== 'string' || !/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const day = new Date(value);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}
