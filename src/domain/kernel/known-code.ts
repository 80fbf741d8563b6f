import { fault } from './field-fault.js';
import { Refusal, type RefusalReason } from './refusal.js';

/** The form of a code that a library defines, such as a kind of copies. */
export const codePattern = /^[a-z][a-z0-9_]*$/;
/** The most characters of such a code. */
export const codeMax = 50;

/** Whether a text can be such a code. */
export function isCode(text: string): boolean {
  return text.length <= codeMax && codePattern.test(text);
}

/** A field of a request that takes a known code, and the reason for refusing others. */
export interface CodeField {
  readonly name: string;
  readonly unknown: RefusalReason;
}

/** @throws Refusal with the field's reason and the known codes, if the code is not one of them */
export function refuseUnknownCode(
  code: string,
  known: readonly string[],
  { name, unknown }: CodeField,
): void {
  if (known.includes(code)) return;
  const sentence = '{{field}} must be one that the library knows: {{allowed}}';
  throw new Refusal(unknown, { [name]: [fault('not_one_of', sentence, { allowed: known })] });
}
