import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { ValidationTypes } from 'class-validator';
import type { targetConstructorToSchema } from 'class-validator-jsonschema';
import type { Shape } from '../../kernel/declaration/route.js';
import type { Reference } from './schema.js';

type Converters = NonNullable<
  NonNullable<Parameters<typeof targetConstructorToSchema>[1]>['additionalConverters']
>;

/** A noted decorator, as far as it is read here. */
interface Noted {
  readonly target: Function | string;
  readonly propertyName: string;
  readonly constraints?: readonly unknown[];
}

/** Stands for "not blank" until it is known whether the property has a pattern of its own. */
export const notBlank = 'x-not-blank';

/**
 * How validation decorators become keywords where the library's way does not fit: bounds leave the type to `@IsInt()`
 * or `@IsNumber()`, whichever stands first; nested shapes are told apart by their class, not by its name; and a
 * decorator that the library does not know says nothing but the type of the property.
 * @param refer gives the schema that refers to a nested shape
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
  if (!type) throw new Error(`${nameOf(target)}.${propertyName} is nested, but no @Type() says what it is`);
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
