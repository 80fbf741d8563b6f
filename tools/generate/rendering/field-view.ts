import type { Field, Target } from '../spec/field.js';
import { pascal, snake, wordsOf } from '../spec/words.js';

/**
 * What the templates need to know of a field. Texts are pieces of code.
 * @param entity of the feature, which an enum is named after
 * @param major whose answers and bodies have the field
 */
export function viewOf(field: Field, entity: string, major: number) {
  const { isOptional, fallback, target } = field;
  const kind = kindOf(field, entity, major);
  const name = target ? `${field.name}Id` : field.name;
  return {
    name,
    what: field.name,
    What: pascal(field.name),
    words: wordsOf(field.name),
    isOptional,
    hasDefault: fallback !== undefined,
    /** Whether a new one must have it. */
    isRequired: !isOptional && fallback === undefined,
    isEnum: field.type === 'enum',
    isRef: target !== undefined,
    ...refOf(target),
    type: orNull(kind.type, isOptional),
    bareType: kind.type,
    sample: kind.samples[0],
    other: kind.samples[1],
    enumValues: field.values.map(quoted).join(', '),
    constant: `${field.name}Values`,
    ...stored(kind, snake(name), isOptional),
    ...inJson(kind, `${entity}.${name}`, major === 1 ? snake(name) : name, isOptional),
    ...defaultOf(kind, field),
  };
}

/** What the templates need to know of a field. */
export type FieldView = ReturnType<typeof viewOf>;

function stored(kind: Kind, column: string, isOptional: boolean) {
  return {
    column,
    mapped: kind.mapped + (isOptional ? '.nullable()' : ''),
    columnType: kind.columnType + (isOptional ? '' : ' not null'),
    selected: kind.selected?.(column) ?? column,
  };
}

/** The field in answers and bodies. @param value its value in the core */
function inJson(kind: Kind, value: string, jsonName: string, isOptional: boolean) {
  const [jsonSample, jsonOther] = kind.jsonSamples ?? kind.samples;
  return {
    jsonName,
    jsonSample,
    jsonOther,
    jsonType: orNull(kind.jsonType, isOptional),
    answerRules: decorators(kind.answerRule),
    bodyRules: decorators(kind.bodyRule),
    shown: kind.shown?.(value, isOptional) ?? value,
    read: kind.read?.(jsonName, true) ?? `body.${jsonName}`,
    mustRead: kind.read?.(jsonName, false) ?? `body.${jsonName}`,
    wrong: kind.wrong,
  };
}

/** The default in JSON and in the core. */
function defaultOf({ literal }: Kind, { type, fallback = '' }: Field) {
  const inCode = literal?.(fallback) ?? fallback;
  return { fallback: inCode, coreFallback: type === 'datetime' ? `new Date(${inCode})` : inCode };
}

const orNull = (type: string, isOptional: boolean): string => (isOptional ? `${type} | null` : type);

interface Kind {
  readonly type: string;
  readonly jsonType: string;
  readonly mapped: string;
  readonly columnType: string;
  /** The expression of a select, if it is not the column. */
  readonly selected?: (column: string) => string;
  readonly answerRule: string;
  readonly bodyRule: string;
  /** From the core to JSON, if it is not the same. */
  readonly shown?: (value: string, isOptional: boolean) => string;
  /** From JSON to the core, if it is not the same. */
  readonly read?: (name: string, isOptional: boolean) => string;
  /** The default as code. */
  readonly literal?: (fallback: string) => string;
  readonly samples: readonly [string, string];
  readonly jsonSamples?: readonly [string, string];
  /** A value that is refused. */
  readonly wrong: string;
}

const decorators = (rules: string): string => `@${rules.replaceAll(') ', ')\n')}`;
const quoted = (text: string): string => `'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`;

function kindOf(field: Field, entity: string, major: number): Kind {
  if (field.target) return major === 1 ? referenceByNumber : reference(field.target);
  if (field.type === 'enum') return enumeration(field, entity);
  if (field.type === 'text') return textual(field);
  return plain[field.type as keyof typeof plain];
}

function textual({ name, max }: Field): Kind {
  const [sample, other] = ['Some', 'Another'].map((word) =>
    quoted(`${word} ${wordsOf(name)}`.slice(0, max).trim()),
  );
  return {
    type: 'string',
    jsonType: 'string',
    mapped: 'p.text()',
    columnType: 'text',
    answerRule: 'IsString()',
    bodyRule: `IsText(1, ${max})`,
    literal: quoted,
    samples: [sample ?? '', other ?? ''],
    wrong: "' '",
  };
}

function enumeration({ name, values }: Field, entity: string): Kind {
  const type = pascal(entity) + pascal(name);
  return {
    type,
    jsonType: type,
    mapped: `p.text().$type<${type}>()`,
    columnType: 'text',
    answerRule: `OpenEnum() @IsIn(${name}Values)`,
    bodyRule: `IsIn(${name}Values)`,
    literal: quoted,
    samples: [quoted(values[0] ?? ''), quoted(values[1] ?? '')],
    wrong: "'no value of it'",
  };
}

function reference({ entity }: Target): Kind {
  const toId = (key: string) => `toId('${entity}', ${key})`;
  return {
    type: 'number',
    jsonType: 'string',
    mapped: "p.bigint('number')",
    columnType: 'bigint',
    answerRule: 'IsString()',
    bodyRule: 'IsText(1, 100)',
    shown: (value, isOptional) =>
      isOptional ? `unlessAbsent(${value}, (key) => ${toId('key')})` : toId(value),
    read: (name, isOptional) =>
      isOptional
        ? `unlessAbsent(body.${name}, (id) => toKey('${entity}', id))`
        : `toKey('${entity}', body.${name})`,
    samples: ['1', '2'],
    jsonSamples: [toId('1'), toId('2')],
    wrong: '7',
  };
}

/** `/v1` names things by numbers. */
const referenceByNumber: Kind = {
  type: 'number',
  jsonType: 'number',
  mapped: "p.bigint('number')",
  columnType: 'bigint',
  answerRule: 'IsInt()',
  bodyRule: 'IsInt()',
  samples: ['1', '2'],
  wrong: "'one'",
};

const plain = {
  integer: {
    type: 'number',
    jsonType: 'number',
    mapped: 'p.integer()',
    columnType: 'integer',
    answerRule: 'IsInt()',
    bodyRule: 'IsInt() @Min(-2_147_483_648) @Max(2_147_483_647)',
    literal: (fallback: string) => String(Number(fallback)),
    samples: ['3', '4'],
    wrong: "'three'",
  },
  boolean: {
    type: 'boolean',
    jsonType: 'boolean',
    mapped: 'p.boolean()',
    columnType: 'boolean',
    answerRule: 'IsBoolean()',
    bodyRule: 'IsBoolean()',
    samples: ['true', 'false'],
    wrong: "'yes'",
  },
  date: {
    type: 'string',
    jsonType: 'string',
    mapped: 'p.date()',
    columnType: 'date',
    selected: (column: string) => `${column}::text`,
    answerRule: 'IsDay()',
    bodyRule: 'IsDay()',
    literal: quoted,
    samples: ["'2027-03-01'", "'2027-04-01'"],
    wrong: "'2027-02-30'",
  },
  datetime: {
    type: 'Date',
    jsonType: 'string',
    mapped: 'p.datetime()',
    columnType: 'timestamptz',
    answerRule: 'IsDateString()',
    bodyRule: "IsMoment('A moment with its zone.')",
    shown: (value: string, isOptional: boolean) =>
      isOptional ? `unlessAbsent(${value}, (moment) => moment.toISOString())` : `${value}.toISOString()`,
    read: (name: string, isOptional: boolean) =>
      isOptional ? `unlessAbsent(body.${name}, (moment) => new Date(moment))` : `new Date(body.${name})`,
    literal: (fallback: string) => (fallback === '' ? '' : quoted(new Date(fallback).toISOString())),
    samples: ["new Date('2027-03-01T09:30:00Z')", "new Date('2027-04-01T09:30:00Z')"],
    jsonSamples: ["'2027-03-01T09:30:00.000Z'", "'2027-04-01T09:30:00.000Z'"],
    wrong: "'tomorrow'",
  },
} satisfies Record<string, Kind>;

/** The names around a reference. */
function refOf(target: Target | undefined) {
  if (!target) return {};
  const { feature, entity } = target;
  return {
    ofFeature: feature,
    ofEntity: entity,
    queries: `${pascal(entity)}Queries`,
    queriesFile: `${feature}/${snake(entity).replaceAll('_', '-')}-queries`,
    ofTable: snake(entity),
  };
}
