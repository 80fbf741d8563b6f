import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { targetConstructorToSchema } from 'class-validator-jsonschema';
import { deprecatedFieldsOf } from '../../../kernel/declaration/deprecated-fields.js';
import { optionalityOf } from '../../../kernel/shapes/optional-rules.js';
import { isOpenEnum } from '../../../kernel/minors/open-enum.js';
import type { Shape } from '../../../kernel/shapes/shape.js';
import { examplesOf } from '../../../kernel/shapes/text-rules.js';
import { converters, notBlank } from './converters.js';
import { endMarks } from './end-marks.js';
import type { Reference, Schema } from './schema.js';

/** The position of a shape: in a URL, in a request body, or in an answer. */
export type Use = 'parameters' | 'body' | 'answer';

/**
 * The schema of a shape, from its validation decorators. A body is closed, because validation refuses unknown fields;
 * an answer is open, so that it can grow. Request schemas state defaults, and null is impossible in a URL.
 * @param refer returns the schema that refers to a nested shape
 */
export function shapeSchema(shape: Shape, use: Use, refer: (nested: Shape) => Reference): Schema {
  const { properties = {}, ...raw } = rawSchema(shape, refer);
  const defaults = use === 'answer' ? {} : (new shape() as Readonly<Record<string, unknown>>);
  const names = Object.keys(properties);
  const required = names.filter(
    (name) => !optionalityOf(shape, name).mayBeAbsent && defaults[name] === undefined,
  );
  const finish = (name: string) => {
    const property = withValues(properties[name] ?? {}, defaults[name], examplesOf(shape, name));
    if (use === 'parameters') return property;
    const whole = optionalityOf(shape, name).mayBeNull ? orNull(property) : property;
    const marked = isOpenEnum(shape, name) ? asOpenEnum(whole) : whole;
    return { ...marked, ...endMarks(deprecatedFieldsOf(shape)[name]) };
  };
  return {
    ...(raw.description !== undefined && { description: raw.description }),
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, finish(name)])),
    ...(required.length > 0 && { required }),
    ...(use === 'body' && { additionalProperties: false }),
  };
}

function rawSchema(shape: Shape, refer: (nested: Shape) => Reference): Schema {
  return targetConstructorToSchema(shape, {
    additionalConverters: converters(refer),
    classTransformerMetadataStorage: defaultMetadataStorage,
  }) as object as Schema;
}

function withValues(raw: Schema, byDefault: unknown, examples: readonly unknown[] | undefined): Schema {
  return {
    ...tidy(raw),
    ...(byDefault !== undefined && { default: byDefault }),
    ...(examples && { examples }),
  };
}

/**
 * Keeps only the description beside a reference, leaves out that a `Date` may be a day, because the format says what
 * is accepted, and uses the pattern for "not blank" if there is no
 * other pattern.
 */
function tidy({ [notBlank]: isNotBlank, oneOf: _typeOfDate, ...schema }: Schema): Schema {
  if (schema.$ref !== undefined) {
    return {
      $ref: schema.$ref,
      ...(schema.description !== undefined && { description: schema.description }),
    };
  }
  return {
    ...schema,
    ...(isNotBlank === true && { pattern: schema.pattern ?? '\\S' }),
    ...(schema.items && { items: tidy(schema.items) }),
  };
}

/** `enum` has the values of this minor, so that generated clients know them all; the mark says that there will be more. */
function asOpenEnum(schema: Schema): Schema {
  const mark = { 'x-extensible-enum': true };
  return schema.items ? { ...schema, items: { ...schema.items, ...mark } } : { ...schema, ...mark };
}

function orNull({ description, ...schema }: Schema): Schema {
  const words = description === undefined ? {} : { description };
  if (schema.$ref !== undefined) return { anyOf: [schema, { type: 'null' }], ...words };
  if (schema.type === undefined) return { ...schema, ...words };
  const type = [schema.type].flat();
  return {
    ...schema,
    type: [...type, 'null'],
    ...(schema.enum && { enum: [...schema.enum, null] }),
    ...words,
  };
}
