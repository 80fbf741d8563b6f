import { isISO8601, ValidateBy } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { applyDecorators } from '../../kernel/apply-decorators.js';

const form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** A moment with date, time and zone (RFC 3339), and one that there is. */
export function IsMoment(description: string): PropertyDecorator {
  return applyDecorators(
    ValidateBy({
      name: 'isMoment',
      validator: {
        validate: (value: unknown) =>
          typeof value === 'string' &&
          form.test(value) &&
          isISO8601(value, { strict: true }) &&
          !Number.isNaN(Date.parse(value)),
        defaultMessage: () => '$property must be a moment such as 2027-12-01T09:30:00Z',
      },
    }),
    JSONSchema({ type: 'string', format: 'date-time', description }) as PropertyDecorator,
  );
}
