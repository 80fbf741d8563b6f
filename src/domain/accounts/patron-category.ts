import { Refusal } from '../kernel/refusal.js';
import { categoryUnknown } from './refusals.js';

/** Whether a text can be the code of a category. */
export function isCategoryCode(text: string): boolean {
  return /^[a-z][a-z0-9_]{0,49}$/.test(text);
}

/** @throws Refusal `accounts.category_unknown`, which names the known categories */
export function refuseUnknownCategory(category: string, known: readonly string[]): void {
  if (known.includes(category)) return;
  const sentence = `category must be one that the library knows: ${known.join(', ')}`;
  throw new Refusal(categoryUnknown, { category: [sentence] });
}
