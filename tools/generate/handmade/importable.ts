import type { Handmade, HandmadeField } from './handmade.js';
import type { Importable } from './insert.js';

const kernel = 'src/interface/kernel';

/** The modules of what the snippets for the API use. */
const ofInterface: Readonly<Record<string, readonly string[]>> = {
  'class-validator': ['IsBoolean', 'IsDateString', 'IsIn', 'IsInt', 'IsString', 'Max', 'Min'],
  'class-validator-jsonschema': ['JSONSchema'],
  [`${kernel}/input/unless-absent.js`]: ['unlessAbsent'],
  [`${kernel}/minors/open-enum.js`]: ['OpenEnum'],
  [`${kernel}/shapes/is-day.js`]: ['IsDay'],
  [`${kernel}/shapes/is-moment.js`]: ['IsMoment'],
  [`${kernel}/shapes/optional-rules.js`]: ['MayBeAbsent', 'MayBeNull'],
  [`${kernel}/shapes/text-rules.js`]: ['Example', 'IsText'],
};

/** What writes the conversation about a field. */
const ofScenarios = 'contract/scenarios/v2/added-field.js';

/** What a file may import for a field. The values of an enum come from the core, for the API by its views. */
export function importableIn(path: string, { domain, views }: Handmade, field: HandmadeField): Importable {
  const found = new Map<string, { readonly from: string; readonly isType?: true }>();
  const isOfApi = path.startsWith('src/interface/');
  if (isOfApi)
    for (const [from, names] of Object.entries(ofInterface))
      for (const name of names) found.set(name, { from });
  if (path.startsWith('contract/'))
    for (const name of ['fieldOfBook', 'fieldOfCopy', 'fieldOfPatron'])
      found.set(name, { from: ofScenarios });
  if (!field.isEnum || path === domain) return found;
  const from = (isOfApi ? views : domain).replace(/ts$/, 'js');
  return found.set(field.constant, { from }).set(field.bareType, { from, isType: true });
}
