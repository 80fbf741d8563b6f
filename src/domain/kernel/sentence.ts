import { filled, type Parameters } from './field-fault.js';

/** A sentence for people in English, with `{{name}}` for a parameter. It is also the key of its translations. */
export interface Sentence {
  readonly message: string;
  readonly parameters?: Parameters;
}

/** As a log or the command line says it. */
export function inEnglish({ message, parameters }: Sentence): string {
  return filled(message, parameters);
}
