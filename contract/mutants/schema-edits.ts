import type { RuleId } from '../differ/rules/rules.js';
import { become, breaking, set, type Edit } from './edit.js';
import {
  answerSchemas,
  parameterSchemas,
  refusalSchemas,
  requestSchemas,
  which,
  type Finder,
  type Part,
} from './places.js';

const isReference = (it: Part) => it['$ref'] !== undefined;
const isPlain = (it: Part) => typeof it['type'] === 'string' && it['type'] !== 'null' && !it['enum'];
const hasNull = (choices: unknown) =>
  Array.isArray(choices) && choices.some(({ type }: Part) => type === 'null');
const offersNull = (it: Part) => hasNull(it['anyOf']);

/** Leaves out choices beside null: allowing null there once more changes nothing. */
const notBesideNull = (finder: Finder) => which(finder, (_, { holder }) => !hasNull(holder));

const given = notBesideNull(which(answerSchemas, isReference));
const refused = which(refusalSchemas, isReference);
const sent = notBesideNull(which(requestSchemas, isReference));
const plainGiven = which(answerSchemas, isPlain);
const plainSent: Finder = (document) => [
  ...which(requestSchemas, isPlain)(document),
  ...which(parameterSchemas, isPlain)(document),
];

const orNull = become((it) => ({ anyOf: [it, { type: 'null' }] }));
const orNullPlain: Edit['by'] = (it) => (it['type'] = [it['type'], 'null']);
const ending = { deprecated: true, 'x-deprecated-at': '2027-01-01T00:00:00Z' };

const everywhere = (rule: RuleId, on: Finder, by: Edit['by']): Edit => ({
  ...breaking(rule, on, by),
  isEverywhere: true,
});

/** The same edit in the opposite direction: its result is the older document. */
const undone = (rule: RuleId, on: Finder, by: Edit['by']): Edit => ({
  ...everywhere(rule, on, by),
  isBackwards: true,
});

/** Edits of schemas in all places. Some break clients within a minor only. */
export const schemaEdits: readonly Edit[] = [
  everywhere('response.became-nullable', given, orNull),
  breaking('response.became-nullable', refused, orNull),
  everywhere('response.became-nullable', plainGiven, orNullPlain),
  undone('response.never-null', given, orNull),
  undone('response.never-null', plainGiven, orNullPlain),
  everywhere('response.never-null', which(answerSchemas, offersNull), (it) => {
    it['anyOf'] = it['anyOf'].filter(({ type }: Part) => type !== 'null') as unknown;
  }),
  everywhere('request.null-allowed', sent, orNull),
  everywhere('request.null-allowed', plainSent, orNullPlain),
  undone('request.null-refused', sent, orNull),
  undone('request.null-refused', plainSent, orNullPlain),
  everywhere('request.fewest-raised', sent, set({ minProperties: 3 })),
  everywhere('response.bound-narrowed', given, set({ minProperties: 3 })),
  undone('response.bound-widened', given, set({ minProperties: 3 })),
  everywhere('response.other-changed', given, set({ contentEncoding: 'base64' })),
  breaking('response.other-changed', refused, set({ contentEncoding: 'base64' })),
  everywhere('lifecycle.deprecated', given, set(ending)),
  everywhere('lifecycle.deprecated', sent, set(ending)),
  everywhere('lifecycle.notice-short', given, set({ ...ending, 'x-sunset': '2027-02-01T00:00:00Z' })),
  everywhere('lifecycle.notice-short', sent, set({ ...ending, 'x-sunset': '2027-02-01T00:00:00Z' })),
];
