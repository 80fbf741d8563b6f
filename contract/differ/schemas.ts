import { compareBounds } from './bounds.js';
import { formOf, type Form } from './form.js';
import { compareLifecycles, lifecycleKeys } from './lifecycle.js';
import { isSame, without } from './node.js';
import type { Report } from './report.js';
import type { Journey } from './journey.js';
import type { Documents, Sides } from './sides.js';
import { compareProperties } from './properties.js';
import { compareTypes, compareValues } from './values.js';

/** What only people read. */
const words = ['title', 'description', 'example', 'examples', 'externalDocs', '$comment', '$ref', 'xml'];

/** What is compared by a rule of its own. */
const compared =
  `type nullable properties required enum const default anyOf oneOf allOf format pattern minimum maximum
  exclusiveMinimum exclusiveMaximum minLength maxLength minItems maxItems minProperties maxProperties multipleOf
  uniqueItems items additionalProperties readOnly writeOnly`.split(/\s+/);

const known: ReadonlySet<string> = new Set([...words, ...compared, ...lifecycleKeys]);

/** Compares two schemas and all that is nested in them. */
export function compareSchemas(schemas: Sides<unknown>, journey: Journey, report: Report): void {
  const before = formOf(journey.documents.before, schemas.before);
  const after = formOf(journey.documents.after, schemas.after);
  if (before.name !== after.name) report.add(`${journey.way}.name-changed`, before.name, after.name);
  if (before.name === undefined) return compareForms({ before, after }, journey, report);
  const pair = `${journey.way} ${before.name} ${after.name}`;
  if (journey.within.has(pair) || journey.documents.same.has(pair)) return;
  const count = report.count();
  compareForms({ before, after }, { ...journey, within: new Set([...journey.within, pair]) }, report);
  if (report.count() === count) journey.documents.same.add(pair);
}

function compareForms(forms: Sides<Form>, journey: Journey, report: Report): void {
  const keywords = { before: forms.before.keywords, after: forms.after.keywords };
  const nested = { way: journey.way, documents: journey.documents, within: journey.within };
  compareTypes(forms, journey, report);
  compareValues(forms, journey, report);
  compareBounds(keywords, journey, report);
  compareLifecycles(keywords, report);
  compareProperties(forms, nested, report, (schemas, place) => compareSchemas(schemas, nested, place));
  compareItems(keywords, nested, report);
  compareVariants(forms, nested, report);
  if (!isSame(without(keywords.before, known), without(keywords.after, known))) {
    report.add(`${journey.way}.other-changed`);
  }
}

function compareItems({ before, after }: Sides, journey: Journey, report: Report): void {
  if (before['items'] === undefined && after['items'] === undefined) return;
  compareSchemas({ before: before['items'], after: after['items'] }, journey, report.at('items'));
}

/** Variants are told apart by their names, else by their places. */
function compareVariants({ before, after }: Sides<Form>, journey: Journey, report: Report): void {
  const { way, documents } = journey;
  const was = named(before.variants, documents.before);
  const is = named(after.variants, documents.after);
  for (const name of was.keys()) if (!is.has(name)) report.add(`${way}.variant-removed`, name);
  for (const name of is.keys()) if (!was.has(name)) report.add(`${way}.variant-added`, undefined, name);
  for (const [name, variant] of was) {
    if (is.has(name)) compareSchemas({ before: variant, after: is.get(name) }, journey, report.at(name));
  }
}

function named(variants: readonly unknown[], document: Documents['before']): Map<string, unknown> {
  return new Map(variants.map((each, index) => [formOf(document, each).name ?? `form ${index + 1}`, each]));
}
