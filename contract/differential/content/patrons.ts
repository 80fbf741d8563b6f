import type { Random } from './random.js';

const firstNames = ['Ada', 'Zoë', 'Zoe\u0308', 'Omar', 'Mila', 'ada', 'Łukasz', '春子'];
const lastNames = ['Okonkwo', "O'Neill", 'Müller', 'Mu\u0308ller', 'Ng', 'de la Cruz', 'Ishida'];
const categories = ['adult', 'adult', 'adult', 'child', 'student', 'staff'];

/** A patron as the desk enters them in v2. Many have equal names, and every field but one may be missing. */
export function somePatron(random: Random, number: number, now: number): Record<string, unknown> {
  const maybe = (percent: number, name: string, value: () => unknown) =>
    random.chance(percent) ? { [name]: value() } : {};
  return {
    username: random.pick([`reader${number}`, `Reader ${number}`, `reader-${number % 7}`]),
    ...maybe(70, 'email', () => random.pick([`reader${number}@example.org`, `Reader.${number}@Example.org`])),
    ...maybe(80, 'firstName', () => random.pick(firstNames)),
    ...maybe(80, 'lastName', () => random.pick(lastNames)),
    ...maybe(30, 'cardNumber', () => `${random.pick(['C', 'c', 'K'])}-${number}`),
    ...maybe(40, 'language', () => random.pick(['en', 'de'])),
    ...maybe(75, 'category', () => random.pick(categories)),
    ...maybe(40, 'expiresAt', () =>
      moment(
        now +
          random.pick([random.between(1, 500), random.between(60, 90)]) * 86_400_000 +
          random.between(0, 999),
      ),
    ),
  };
}

/** What the desk changes of some of them later; undefined for most. */
export function someChange(random: Random, now: number): Record<string, unknown> | undefined {
  const dice = random.between(1, 20);
  const until = moment(now + random.between(30, 120) * 86_400_000);
  if (dice === 1) return { blocks: [{ reason: 'Unpaid fees' }] };
  if (dice === 2) return { blocks: [{ reason: 'Two books are lost.', until }] };
  if (dice === 6)
    return {
      blocks: [
        { reason: 'Loud', until },
        { reason: 'Unpaid fees', until: null },
      ],
    };
  if (dice === 7) return { blocks: [{ reason: 'Loud', until }] };
  if (dice === 3) return { disabled: true };
  if (dice === 4) return { email: null };
  if (dice === 5) return { category: 'child' };
  return undefined;
}

export function moment(at: number): string {
  return new Date(at).toISOString();
}
