import { Transform } from 'class-transformer';
import { isISO8601, IsDate, ValidateBy } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { combineDecorators } from '../kernel/input/apply-decorators.js';

const form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;
const sentence = '$property must be a moment such as 2027-12-01T09:30:00Z';

/** An existing date with time and zone (RFC 3339), in a body. Its year in UTC has four digits. */
export function IsMoment(description: string): PropertyDecorator {
  return combineDecorators(
    ValidateBy({ name: 'isMoment', validator: { validate: isMoment, defaultMessage: () => sentence } }),
    momentSchema(description),
  );
}

/** The same in a query, where it becomes a `Date`. */
export function IsMomentAsDate(description: string): PropertyDecorator {
  return combineDecorators(
    // Any other text stays as it is, and `IsDate` refuses it.
    Transform(({ value }: { value: unknown }) => (isMoment(value) ? new Date(value) : value)),
    IsDate({ message: sentence }),
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
