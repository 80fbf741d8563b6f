import type { Part } from '../mutants/places.js';
import type { RuleId } from './rules/rules.js';

/** Changes to both sides of a small document that a rule must find. */
export interface Case {
  readonly rule: RuleId;
  /** Describes how the difference is hidden, for the title of the test. */
  readonly how?: string;
  readonly before: (document: Part) => void;
  readonly after: (document: Part) => void;
}

export type At = (document: Part) => Part;

export const get: At = (document) => document['paths']['/v1/things/{id}'].get as Part;
export const post: At = (document) => document['paths']['/v1/things/{id}'].post as Part;
export const parameter: At = (document) => get(document)['parameters'][0] as Part;
export const body: At = (document) => document['components'].schemas.Body as Part;
export const thing: At = (document) => document['components'].schemas.Thing as Part;
export const sent: At = (document) => body(document)['properties'].a as Part;
export const given: At = (document) => thing(document)['properties'].a as Part;
export const success: At = (document) => get(document)['responses'][200] as Part;
export const etag: At = (document) => success(document)['headers'].ETag as Part;

/** A part whose keywords change. */
export const from = (rule: RuleId, at: At, before: Part, after: Part): Case => ({
  rule,
  before: (document) => void Object.assign(at(document), before),
  after: (document) => void Object.assign(at(document), after),
});

/** A part that gets keywords. */
export const to = (rule: RuleId, at: At, after: Part): Case => from(rule, at, {}, after);

export const day = (date: string): string => `${date}T00:00:00Z`;
export const deprecated = { deprecated: true, 'x-deprecated-at': day('2027-01-01') };
export const sunset = { ...deprecated, 'x-sunset': day('2028-06-01'), 'x-successor-operation': 'better' };
export const media = { schema: {} };
export const bodyRef = { $ref: '#/components/schemas/Body' };
export const refusalRef = { $ref: '#/components/schemas/Refusal' };
export const other = { operationId: 'other', responses: {} };
export const gone = { responses: { 410: { 'x-codes': ['request.gone'] } } };
