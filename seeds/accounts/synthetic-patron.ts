const firstNames = [
  'Amara',
  'Bruno',
  'Chiara',
  'Esther',
  'Farid',
  'Greta',
  'Hiro',
  'Noor',
  'Rosa',
  'Thandi',
  'Wei',
];
const lastNames = [
  'Abebe',
  'Castillo',
  'Dubois',
  'Eriksen',
  'García',
  'Kowalski',
  'Öztürk',
  'Park',
  'Rossi',
  'Zhang',
];
const categories = ['adult', 'adult', 'student', 'adult', 'child'];

const pick = (words: readonly string[], index: number): string => words[index % words.length] ?? '';

/**
 * The reader with this number, counted from 1. The same number always gives the same reader. The address belongs to
 * nobody (RFC 2606).
 */
export function syntheticPatron(number: number) {
  const username = `reader${String(number).padStart(5, '0')}`;
  return {
    username,
    firstName: pick(firstNames, number),
    lastName: pick(lastNames, number),
    email: `${username}@example.net`,
    category: pick(categories, number),
    role: 'patron' as const,
  };
}
