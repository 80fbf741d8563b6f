import { isReservedInCode, isReservedInSql } from './reserved-words.js';

const fieldTypes = ['text', 'integer', 'boolean', 'date', 'datetime', 'enum', 'ref'] as const;
type FieldType = (typeof fieldTypes)[number];

/** What a reference points to. */
export interface Target {
  readonly feature: string;
  readonly entity: string;
}

/** One field of a feature, as it was asked for. */
export interface Field {
  readonly name: string;
  readonly type: FieldType;
  /** Whether it may be null. */
  readonly isOptional: boolean;
  /** As it was written; undefined if there is none. */
  readonly fallback: string | undefined;
  /** The most characters of a text. */
  readonly max: number;
  /** Of an enum. */
  readonly values: readonly string[];
  /** Of a reference. */
  readonly target: Target | undefined;
}

/** Names of what every entity has, and of what its class does. */
const taken = new Set(
  'id revision createdAt updatedAt withdrawnAt v2Id place expect revise withdraw describe'.split(' '),
);
/** Names of an enum whose type would be called as a type of every feature, for example `AnnouncementView`. */
const takenByTypes = new Set('details view list patch v1'.split(' '));
const form = /^(?<name>[^:]+):(?<type>[a-z]+)(?:\((?<inner>[^()]*)\))?(?<mark>[!?])?(?:=(?<fallback>.*))?$/s;
const textMax = 10_000;

/**
 * Reads `name:type`, with `!` for a required field, which is what a field is without a mark, `?` for one that may be
 * null, and `=value` for one with a default: `title:text(200)!`, `status:enum(open|closed)=open`,
 * `book:ref(catalogue.book)?`.
 * @throws Error with what is wrong
 */
export function readField(text: string): Field {
  const { name = '', type, inner, mark, fallback } = form.exec(text)?.groups ?? {};
  const refuse = (why: string): never => {
    throw new Error(`"${text}" ${why}`);
  };
  if (type === undefined) return refuse('is no field. Write name:type, for example title:text!');
  checkName(name, type, refuse);
  if (!isFieldType(type)) return refuse(`has an unknown type. The types are ${fieldTypes.join(', ')}.`);
  if (mark !== undefined && fallback !== undefined)
    return refuse('has a default. Then it is neither required nor empty: omit the mark.');
  const { max, values, target } = readInner(type, inner, refuse);
  const field: Field = { name, type, isOptional: mark === '?', fallback, max, values, target };
  if (fallback !== undefined && !isValue[type](fallback, field))
    return refuse(`has a default that is no ${type}.`);
  return field;
}

type Refuse = (why: string) => never;

function checkName(name: string, type: string, refuse: Refuse): void {
  if (!/^[a-z][a-zA-Z0-9]{0,39}$/.test(name))
    refuse('has a name that is no word in camelCase of at most 40 letters and digits.');
  if (taken.has(name)) refuse('has a name that every feature has already.');
  if (type === 'enum' && takenByTypes.has(name))
    refuse('is an enum whose type the code of every feature has already.');
  if (isReservedInCode(name) || isReservedInSql(name))
    refuse('has a name that is a reserved word of TypeScript or SQL.');
  if (name in Object.prototype) refuse('has a name that every object has already.');
}

function isFieldType(type: string): type is FieldType {
  return (fieldTypes as readonly string[]).includes(type);
}

type Inner = Pick<Field, 'max' | 'values' | 'target'>;

function readInner(type: FieldType, inner: string | undefined, refuse: Refuse): Inner {
  const none: Inner = { max: 1_000, values: [], target: undefined };
  if (type === 'enum') return { ...none, values: readValues(inner, refuse) };
  if (type === 'ref') return { ...none, target: readTarget(inner, refuse) };
  if (inner === undefined) return none;
  if (type !== 'text') return refuse(`has something in brackets, which ${type} does not take.`);
  const max = /^[1-9]\d{0,4}$/.test(inner) ? Number(inner) : 0;
  if (max < 1 || max > textMax) return refuse(`has a length that is no number from 1 to ${textMax}.`);
  return { ...none, max };
}

function readValues(inner: string | undefined, refuse: Refuse): readonly string[] {
  const values = inner?.split('|') ?? [];
  const isRight = values.every((value) => /^[a-z][a-z0-9_]{0,39}$/.test(value));
  if (!isRight || values.length < 2 || values.length > 20 || new Set(values).size < values.length)
    return refuse('needs 2 to 20 different values in snake_case, for example enum(open|closed).');
  return values;
}

function readTarget(inner: string | undefined, refuse: Refuse): Target {
  const [, feature, entity] = /^([a-z]+)[.]([a-z][a-zA-Z]*)$/.exec(inner ?? '') ?? [];
  if (feature === undefined || entity === undefined)
    return refuse('needs a feature and what it has, for example ref(catalogue.book).');
  return { feature, entity };
}

/** Whether a text is a value of a type. What is written into code and into a comment ends neither of them. */
const isValue: Readonly<Record<FieldType, (value: string, field: Field) => boolean>> = {
  text: (value, { max }) =>
    value.trim() !== '' && /^[^\p{C}\p{Zl}\p{Zp}*"`\\]+$/u.test(value) && [...value].length <= max,
  integer: (value) => /^-?\d{1,10}$/.test(value) && Math.abs(Number(value)) < 2 ** 31,
  boolean: (value) => value === 'true' || value === 'false',
  date: (value) => isMoment(value, /^\d{4}-\d\d-\d\d$/),
  datetime: (value) => isMoment(value, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
  enum: (value, { values }) => values.includes(value),
  ref: () => false,
};

function isMoment(value: string, pattern: RegExp): boolean {
  const moment = new Date(value);
  return (
    pattern.test(value) &&
    !Number.isNaN(moment.getTime()) &&
    moment.toISOString().startsWith(value.slice(0, 10))
  );
}
