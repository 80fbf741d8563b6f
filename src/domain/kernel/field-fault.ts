/** Values that belong to a refusal or to the fault of a field, by name. Clients branch on them. */
export type Parameters = Readonly<Record<string, string | number | readonly string[]>>;

/**
 * What can be wrong with a field. The list is short, and a client can branch on it: each code has one meaning and
 * always the same parameters. `/docs/problems/fields` describes them.
 */
export const faultCodes = [
  'missing',
  'unknown_field',
  'wrong_type',
  'wrong_format',
  'wrong_check_digit',
  'wrong_characters',
  'not_one_of',
  'too_small',
  'too_large',
  'too_short',
  'too_long',
  'too_few',
  'too_many',
  'too_deep',
  'repeated',
  'blank',
  'empty',
  'placeholder',
  'past',
  'unreadable',
  'invalid',
] as const;
export type FaultCode = (typeof faultCodes)[number];

/** One fault of one field. */
export interface FieldFault {
  readonly code: FaultCode;
  /** A sentence for people in English, with `{{name}}` for a parameter and `{{field}}` for the name of the field. */
  readonly message: string;
  readonly parameters?: Parameters;
  /** The name of the field in the sentence, if it is not the whole path to the field. */
  readonly name?: string;
}

export function fault(code: FaultCode, message: string, parameters?: Parameters): FieldFault {
  return { code, message, ...(parameters && { parameters }) };
}

/** The fault of a required field that is absent. */
export const missing = fault('missing', '{{field}} is required');

/** The fault of a value that is none of a list of texts. */
export function notOneOf(allowed: readonly string[]): FieldFault {
  return fault('not_one_of', '{{field}} must be one of {{allowed}}', { allowed });
}

/** Faults of single fields: field name → faults. */
export type FieldFaults = Readonly<Record<string, readonly FieldFault[]>>;

/** The sentence with its parameters. Lists are separated by commas. */
export function filled(message: string, parameters: Parameters = {}): string {
  if (!message.includes('{{')) return message;
  return message.replaceAll(/\{\{(\w+)\}\}/g, (hole, name: string) =>
    Object.hasOwn(parameters, name) ? textOf(parameters[name]) : hole,
  );
}

/** A value of a parameter, as sentences have it. */
export function textOf(value: Parameters[string] | undefined): string {
  return Array.isArray(value) ? value.join(', ') : String(value);
}
