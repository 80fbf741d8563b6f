import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { ValidationTypes } from 'class-validator';
import type { targetConstructorToSchema } from 'class-validator-jsonschema';
import type { Shape } from '../../../kernel/shapes/shape.js';
import type { Reference } from './schema.js';

type Converters = NonNullable<
  NonNullable<Parameters<typeof targetConstructorToSchema>[1]>['additionalConverters']
>;

/** The metadata of one decorator, as far as it is read here. */
interface Noted {
  readonly target: Function | string;
  readonly propertyName: string;
  readonly constraints?: readonly unknown[];
}

/** Stands for "not blank" until it is known whether the property has its own pattern. */
export const notBlank = 'x-not-blank';

/**
 * Converters from validation decorators to JSON Schema keywords, where those of the library do not fit. Bounds do not
 * set a type: `@IsInt()` or `@IsNumber()` does. Nested shapes are identified by their class, not by its name. A
 * decorator that the library does not know yields the type of the property only.
 * @param refer returns the schema that refers to a nested shape
 */
export function converters(refer: (nested: Shape) => Reference): Converters {
  return {
    isDefined: {},
    isDateString: { type: 'string', format: 'date-time' },
    min: ({ constraints }: Noted) => ({ minimum: constraints?.[0] as number }),
    max: ({ constraints }: Noted) => ({ maximum: constraints?.[0] as number }),
    isPositive: { exclusiveMinimum: 0 },
    isNegative: { exclusiveMaximum: 0 },
    isDivisibleBy: ({ constraints }: Noted) => ({ multipleOf: constraints?.[0] as number }),
    isNotBlank: { [notBlank]: true },
    isStorable: {},
    [ValidationTypes.NESTED_VALIDATION]: (noted: Noted) => ({ $ref: refer(nestedIn(noted)).$ref }),
    [ValidationTypes.CUSTOM_VALIDATION]: (noted: Noted) => typeOf(noted),
  };
}

function nestedIn({ target, propertyName }: Noted): Shape {
  const type = defaultMetadataStorage.findTypeMetadata(target as Function, propertyName);
  if (!type) throw new Error(`${nameOf(target)}.${propertyName} is nested, but has no @Type()`);
  return type.typeFunction() as Shape;
}

function typeOf({ target, propertyName }: Noted): { type?: 'string' | 'number' | 'boolean' } {
  const type: unknown = Reflect.getMetadata(
    'design:type',
    (target as Function).prototype as object,
    propertyName,
  );
  if (type === String) return { type: 'string' };
  if (type === Number) return { type: 'number' };
  return type === Boolean ? { type: 'boolean' } : {};
}

function nameOf(target: Function | string): string {
  return typeof target === 'string' ? target : target.name;
}
