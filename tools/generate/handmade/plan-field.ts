import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { draftOf, nextDate } from '../features/drafts.js';
import {
  changeOf,
  changeText,
  fieldMigration,
  withChange,
  withFirstChange,
} from '../features/field-files.js';
import { newestMigration } from '../features/made-parts.js';
import { viewOf } from '../rendering/field-view.js';
import { render } from '../rendering/render.js';
import { formatted } from '../rendering/source-text.js';
import type { Field } from '../spec/field.js';
import { pascal } from '../spec/words.js';
import { book } from './book.js';
import { copy } from './copy.js';
import type { Handmade, HandmadeField } from './handmade.js';
import { importableIn } from './importable.js';
import { inserted, textAt } from './insert.js';
import { patron } from './patron.js';
import { refuseTaken } from './refuse-taken.js';
import { dashed } from './snippets.js';

/** All entities that are older than the templates and get fields by the command. */
export const handmade: readonly Handmade[] = [book, copy, patron];

/** The major that gets new fields. */
const major = 2;
const testTemplate = 'tools/generate/handmade/field.test.ts.mustache';

/**
 * Plans a field of an entity that the templates have not made: a text is inserted at each of its places. Writes nothing.
 * @param written as it was given, for example `edition:text?`
 * @returns nothing when the same field was added before
 * @throws Error when the field does not fit, or when a place is not there any more
 */
export async function planHandmadeField(
  root: string,
  entity: Handmade,
  field: Field,
  written: string,
  now: Date,
): Promise<ReadonlyMap<string, string>> {
  const madeBy = `Made by \`npm run generate -- field ${entity.entity} ${written}\`.`;
  if (isMade(root, entity, field, madeBy)) return new Map();
  refuseTaken(root, entity, field);
  const draft = draftOf(root, major);
  const view = handmadeField(entity, field, draft);
  const date = nextDate(newestMigration(root), now);
  const texts = new Map([
    ...placesWith(root, entity, view),
    ...changesWith(root, entity, view, madeBy),
    ...fieldMigration([entity.feature, entity.entity], entity.entity, field, date),
  ]);
  for (const [path, text] of texts) texts.set(path, await formatted(text, join(root, path)));
  const test = `test/integration/v2/${entity.feature}/${entity.entity}-${dashed(field.name)}.test.ts`;
  return texts.set(test, await testOf(root, entity, view, test));
}

function isMade(root: string, { feature, entity }: Handmade, { name }: Field, madeBy: string): boolean {
  const change = `src/interface/v${major}/${feature}/changes/*-${entity}-${dashed(name)}.ts`;
  return globSync(change, { cwd: root }).some((path) =>
    readFileSync(join(root, path), 'utf8').includes(`/** ${madeBy} */`),
  );
}

function handmadeField({ entity }: Handmade, field: Field, draft: string): HandmadeField {
  const view = viewOf(field, entity, major);
  return { ...view, blank: field.isOptional ? 'null' : view.coreFallback, draft };
}

/** The new texts of all files with places. */
function placesWith(root: string, entity: Handmade, field: HandmadeField): Map<string, string> {
  const enumeration = field.isEnum ? enumerationIn(entity, field) : new Map<string, string>();
  const paths = new Set([...entity.places.map(({ path }) => path), ...enumeration.keys()]);
  const texts = [...paths].map((path) => {
    const insertions = entity.places
      .filter((place) => place.path === path)
      .map(({ write, ...place }) => ({ beside: entity.beside, times: 1, ...place, text: write(field) }));
    const importable = importableIn(path, entity, field);
    return [path, inserted(path, textAt(root, path), insertions, importable, enumeration.get(path))] as const;
  });
  return new Map(texts);
}

/** The values of an enum, which the core has and the views pass on. */
function enumerationIn({ domain, views }: Handmade, field: HandmadeField): Map<string, string> {
  const { constant, bareType, enumValues } = field;
  return new Map([
    [
      domain,
      `\nexport const ${constant} = [${enumValues}] as const;\nexport type ${bareType} = (typeof ${constant})[number];\n`,
    ],
    [views, `\nexport { ${constant}, type ${bareType} };\n`],
  ]);
}

/** The change of the draft, and the index of the feature with it. */
function changesWith(
  root: string,
  { feature, entity, shapes, query, isExported }: Handmade,
  { what, name, jsonName, jsonSample, draft }: HandmadeField,
  madeBy: string,
): Map<string, string> {
  const home = `src/interface/v${major}/${feature}`;
  const change = changeOf(entity, what, { major, draft });
  const exported = isExported && { name, sample: jsonSample };
  const path = `${home}/index.ts`;
  const index = readFileSync(join(root, path), 'utf8');
  const withIt = /^export const changes =/m.test(index) ? withChange : withFirstChange;
  return new Map([
    [`${home}/${change.path}`, changeText(change, home, { jsonName, shapes, query, madeBy, exported })],
    [path, withIt(index, path, change)],
  ]);
}

function testOf(root: string, entity: Handmade, field: HandmadeField, path: string): Promise<string> {
  const { paths, json, feature: name } = entity;
  const view = {
    ...field,
    entity: entity.entity,
    [`is${pascal(entity.entity)}`]: true,
    addPath: paths.add,
    onePath: paths.one,
    json,
    jsonBlank: field.isOptional ? 'null' : field.fallback,
  };
  const template = readFileSync(join(root, testTemplate), 'utf8');
  return render(template, { name, entity: entity.entity }, view, join(root, path));
}
