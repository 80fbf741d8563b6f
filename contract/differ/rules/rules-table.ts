import { rules } from './rules.js';

const words = ['always', 'in a new minor', 'never'] as const;

/**
 * The rules as rows of the table in docs/compatibility.md: id, part of the document, difference, when it is allowed.
 */
export function rulesTable(): string[][] {
  return Object.entries(rules).map(([id, { where, title, breaks }]) => [
    `\`${id}\``,
    where,
    title,
    words[breaks.length] ?? '',
  ]);
}
