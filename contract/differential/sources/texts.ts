import type { Random } from '../content/random.js';

/** Ways to ask for a part of a text that a resource has. */
export function partOf(text: string, random: Random): string {
  const letters = [...text];
  const start = random.between(0, Math.max(0, letters.length - 2));
  const part = letters.slice(start, start + random.between(1, 8)).join('');
  const words = text.split(/\s+/);
  return random.pick([
    () => text,
    () => part,
    () => random.pick(words),
    () => text.toUpperCase(),
    () => random.pick(words).toLowerCase(),
    () => part.normalize(random.pick(['NFC', 'NFD'])),
    () => text.normalize('NFD').replaceAll(/\p{M}/gu, ''),
    () => ` ${random.pick(words)} `,
    () => random.pick(['%', '_', '\\', '0_', '0%', '_5', 'k\\s']),
    () => random.pick(['%', '_', `${part}%`, `%${part}`, '\\', `${part}_`, '100%', '50_50', 'back\\']),
  ])();
}

/** Words of several texts, as somebody types them into a search. */
export function searchFor(texts: readonly string[], random: Random): string {
  const words = texts.flatMap((text) => text.split(/\s+/)).filter((word) => word !== '');
  if (words.length === 0) return 'war';
  const chosen = random.some(words, random.between(1, 3));
  const typed = chosen.map((word) => (random.chance(20) ? word.slice(0, random.between(2, 5)) : word));
  if (random.chance(15)) typed.push(misspelt(random.pick(words), random));
  return typed.join(random.pick([' ', ' ', '  ', ', ']));
}

function misspelt(word: string, random: Random): string {
  const letters = [...word];
  letters.splice(random.between(0, letters.length - 1), 1, 'x');
  return letters.join('');
}
