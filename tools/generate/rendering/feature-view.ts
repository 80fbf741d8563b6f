import type { Feature } from '../spec/feature.js';
import { viewOf, type FieldView } from './field-view.js';
import { snake } from '../spec/words.js';

/** What a template gets that does not belong to a major. */
export interface Surroundings {
  /** The draft of each major. */
  readonly minors: ReadonlyMap<number, string>;
}

/** What the templates of one major, or those of the core, need to know of a feature. */
export function featureView(feature: Feature, { minors }: Surroundings, major: number) {
  const { name, entity, table, written, majors } = feature;
  const fields = feature.fields.map((field) => {
    const view = viewOf(field, entity, major);
    return {
      ...view,
      columnLine: [view.column, view.columnType, constraintOf(view, table)].filter(Boolean).join(' '),
      indexName: `${table}_${view.column}`,
      unknownCode: `${name}.${snake(field.name)}_unknown`,
    };
  });
  const refs = fields.filter(({ isRef }) => isRef);
  const [first] = fields;
  return {
    major,
    table,
    minor: minors.get(major),
    minorOfV2: minors.get(2),
    written: written.map((each) => (/\s/.test(each) ? `"${each}"` : each)).join(' '),
    hasV1: majors.includes(1),
    fields,
    refs,
    hasRefs: refs.length > 0,
    targets: [...new Map(refs.map((each) => [each.queries, each])).values()],
    enums: fields.filter(({ isEnum }) => isEnum),
    optional: fields.filter(({ isOptional }) => isOptional),
    hasOptional: fields.some(({ isOptional }) => isOptional),
    required: fields.filter(({ isRequired }) => isRequired),
    defaults: fields.filter(({ hasDefault }) => hasDefault),
    /** Every field that a new one has in any case. */
    needed: fields.filter(({ isOptional }) => !isOptional),
    features: [...new Set(refs.map(({ ofFeature }) => ofFeature))].map((ofFeature) => ({ ofFeature })),
    firstName: first?.name,
    firstSample: first?.sample,
    firstOther: first?.other,
    firstJsonName: first?.jsonName,
    firstJsonSample: first?.jsonSample,
    firstJsonOther: first?.jsonOther,
  };
}

function constraintOf({ isEnum, ofTable, column, enumValues }: FieldView, table: string): string {
  if (isEnum) return `constraint ${table}_${column}_known check (${column} in (${enumValues}))`;
  return ofTable === undefined ? '' : `references ${ofTable}`;
}
