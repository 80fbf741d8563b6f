import type { Field, Target } from './field.js';
import { pascal, snake } from './words.js';

/** What the templates need to know of a field. Texts are pieces of code. */
export type FieldView = ReturnType<typeof viewOf>;

/**
 * @param entity of the feature, which an enum is named after
 * @param major whose answers and bodies have the field
 */
export function viewOf(field: Field, entity: string, major: number) {
  const { isOptional, fallback, target } = field;
  const kind = kindOf(field, entity, major);
  const name = target ? `${field.name}Id` : field.name;
  const jsonName = major === 1 ? snake(name) : name;
  const [sample, other] = kind.samples;
  const literal = kind.literal?.(fallback ?? '') ?? fallback;
  return {
    name,
    jsonName,
    what: field.name,
    What: pascal(field.name),
    words: snake(field.name).replaceAll('_', ' '),
    column: snake(name),
    isOptional,
    hasDefault: fallback !== undefined,
    /** Whether a new one must have it. */
    isRequired: !isOptional && fallback === undefined,
    type: kind.type + (isOptional ? ' | null' : ''),
    bareType: kind.type,
    mapped: kind.mapped + (isOptional ? '.nullable()' : ''),
    columnType: kind.columnType + (isOptional ? '' : ' not null'),
    selected: kind.selected?.(snake(name)) ?? snake(name),
    enumValues: field.values.map((value) => `'${value}'`).join(', '),
    constant: `${field.name}Values`,
    isEnum: field.type === 'enum',
    isRef: target !== undefined,
    ...refOf(target),
    /** In answers and bodies. */
    jsonType: kind.jsonType + (isOptional ? ' | null' : ''),
    bareJsonType: kind.jsonType,
    answerRules: decorators(kind.answerRule),
    bodyRules: decorators(kind.bodyRule),
    shown: kind.shown?.(name, isOptional) ?? `ENTITY.${name}`,
    read: kind.read?.(jsonName, true) ?? `body.${jsonName}`,
    mustRead: kind.read?.(jsonName, false) ?? `body.${jsonName}`,
    fallback: literal,
    coreFallback: field.type === 'datetime' ? `new Date(${literal})` : literal,
    sample,
    other,
    jsonSample: kind.jsonSamples?.[0] ?? sample,
    jsonOther: kind.jsonSamples?.[1] ?? other,
    wrong: kind.wrong,
  };
}

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
  readonly shown?: (name: string, isOptional: boolean) => string;
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
    quoted(`${word} ${snake(name).replaceAll('_', ' ')}`.slice(0, max).trim()),
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
    shown: (name, isOptional) =>
      isOptional ? `unlessAbsent(ENTITY.${name}, (key) => ${toId('key')})` : toId(`ENTITY.${name}`),
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
    shown: (name: string, isOptional: boolean) =>
      isOptional
        ? `unlessAbsent(ENTITY.${name}, (moment) => moment.toISOString())`
        : `ENTITY.${name}.toISOString()`,
    read: (name: string, isOptional: boolean) =>
      isOptional ? `unlessAbsent(body.${name}, (moment) => new Date(moment))` : `new Date(body.${name})`,
    literal: quoted,
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
