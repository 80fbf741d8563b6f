import { compareBounds } from './bounds.js';
import { formOf, words, type Form } from './form.js';
import { compareLifecycles, lifecycleKeys } from './lifecycle.js';
import { differOtherwise } from './others.js';
import { once } from './once.js';
import type { Report } from './report.js';
import type { Journey } from './journey.js';
import { eachName, sidesOf, type Sides } from './sides.js';
import { compareProperties } from './properties.js';
import { standInKey } from './stand-ins.js';
import { compareTypes, compareValues } from './values.js';

/** The keywords that have rules of their own. */
const compared =
  `type nullable properties required enum const default anyOf oneOf format pattern minimum maximum
  exclusiveMinimum exclusiveMaximum minLength maxLength minItems maxItems minProperties maxProperties multipleOf
  uniqueItems items additionalProperties readOnly writeOnly`.split(/\s+/);

const known: ReadonlySet<string> = new Set([...words, ...compared, ...lifecycleKeys, standInKey]);

/** Compares two schemas, including nested ones. */
export function compareSchemas(schemas: Sides<unknown>, journey: Journey, report: Report): void {
  const { way, parameter, isWhole, documents } = journey;
  once(documents, [way, parameter, isWhole, schemas.before, schemas.after], () => {
    const before = formOf(documents.before, schemas.before);
    const after = formOf(documents.after, schemas.after);
    compareForms({ before, after }, journey, report);
  });
}

function compareForms(forms: Sides<Form>, journey: Journey, report: Report): void {
  const { way, documents } = journey;
  const { before, after } = sidesOf(forms, ({ name }) => name);
  if (before !== after) report.add(`${way}.name-changed`, before, after);
  const keywords = sidesOf(forms, (form) => form.keywords);
  const nested = { way, documents };
  compareTypes(forms, journey, report);
  compareValues(forms, journey, report);
  compareBounds(keywords, journey, report);
  compareLifecycles(keywords, report);
  compareProperties(forms, nested, report, (schemas, place) => compareSchemas(schemas, nested, place));
  compareItems(keywords, nested, report);
  compareVariants(forms, nested, report);
  if (differOtherwise(keywords, known, documents)) report.add(`${way}.other-changed`);
  compareBeside(forms, journey, report);
}

function compareItems({ before, after }: Sides, journey: Journey, report: Report): void {
  if (before['items'] === undefined && after['items'] === undefined) return;
  compareSchemas({ before: before['items'], after: after['items'] }, journey, report.at('items'));
}

/** A change between choices and no choices changes the type of the value. */
function compareVariants(forms: Sides<Form>, journey: Journey, report: Report): void {
  const { before, after } = sidesOf(forms, ({ variants }) => variants);
  if ((before.size === 0) !== (after.size === 0)) report.add(`${journey.way}.type-changed`);
  eachName(
    { before, after },
    {
      gone: (name) => report.add(`${journey.way}.variant-removed`, name),
      added: (name) => report.add(`${journey.way}.variant-added`, undefined, name),
      kept: (name, schemas) => compareSchemas(schemas, journey, report.at(name)),
    },
  );
}

/** In JSON Schema, keywords beside a reference apply in addition to its target. */
function compareBeside({ before, after }: Sides<Form>, journey: Journey, report: Report): void {
  for (let at = 0; at < Math.max(before.beside.length, after.beside.length); at++) {
    compareSchemas({ before: before.beside[at], after: after.beside[at] }, journey, report);
  }
}
