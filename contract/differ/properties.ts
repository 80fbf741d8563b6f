import type { Form } from './form.js';
import { isNode, isSame } from './node.js';
import type { Report } from './report.js';
import type { Journey } from './journey.js';
import { eachName, sidesOf, type Sides } from './sides.js';

type Descend = (schemas: Sides<unknown>, report: Report) => void;

/** Compares the fields of two objects and their additional fields. @param descend compares nested schemas */
export function compareProperties(
  forms: Sides<Form>,
  { way }: Journey,
  report: Report,
  descend: Descend,
): void {
  eachName(
    sidesOf(forms, ({ properties }) => properties),
    {
      gone: (name) => report.at(name).add(`${way}.property-removed`),
      added: (name) => addedProperty(name, forms.after, way, report.at(name)),
      kept: (name, schemas) => {
        comparePresence(name, forms, way, report.at(name));
        descend(schemas, report.at(name));
      },
    },
  );
  compareNameless(forms, way, report);
  compareOpenness(forms, way, report, descend);
  compareAccess(forms, way, report);
}

function addedProperty(name: string, after: Form, way: Journey['way'], report: Report): void {
  const isDemanded = way === 'request' && after.required.has(name);
  report.add(isDemanded ? 'request.property-added-required' : `${way}.property-added`);
}

function comparePresence(
  name: string,
  { before, after }: Sides<Form>,
  way: Journey['way'],
  report: Report,
): void {
  const [was, is] = [before.required.has(name), after.required.has(name)];
  if (was !== is) report.add(is ? `${way}.property-now-required` : `${way}.property-now-optional`);
}

/** Compares required fields that have no schema. */
function compareNameless(forms: Sides<Form>, way: Journey['way'], report: Report): void {
  for (const name of new Set([...forms.before.required, ...forms.after.required])) {
    if (forms.before.properties.has(name) || forms.after.properties.has(name)) continue;
    comparePresence(name, forms, way, report.at(name));
  }
}

function compareOpenness(forms: Sides<Form>, way: Journey['way'], report: Report, descend: Descend): void {
  const { before, after } = sidesOf(forms, ({ keywords }) => keywords['additionalProperties'] ?? true);
  if (isNode(before) && isNode(after)) return descend({ before, after }, report.at('any other'));
  if (isSame(before, after)) return;
  if (way === 'response') report.add('response.open-changed', before, after);
  else report.add(after === true ? 'request.opened' : 'request.closed', before, after);
}

function compareAccess({ before, after }: Sides<Form>, way: Journey['way'], report: Report): void {
  const gained = (keyword: string) => before.keywords[keyword] !== true && after.keywords[keyword] === true;
  const lost = (keyword: string) => before.keywords[keyword] === true && after.keywords[keyword] !== true;
  if (way === 'request' && gained('readOnly')) report.add('request.read-only');
  else if (way === 'response' && gained('writeOnly')) report.add('response.write-only');
  else if (['readOnly', 'writeOnly'].some((keyword) => gained(keyword) || lost(keyword)))
    report.add(`${way}.other-changed`);
}
