import { children } from './books/children.js';
import { computing } from './books/computing.js';
import { earlyClassics } from './books/early-classics.js';
import { livesAndIdeas } from './books/lives-and-ideas.js';
import { novelsSince1960 } from './books/novels-since-1960.js';
import { novelsTo1960 } from './books/novels-to-1960.js';
import { otherWorlds } from './books/other-worlds.js';
import { sciences } from './books/sciences.js';
import type { SeedBook } from './seed-book.js';

/**
 * The books of the standard seed: about a hundred well-known ones, each with the real ISBN of one of its editions. The
 * order is fixed, so that a fresh library always gets the same keys.
 */
export const books: readonly SeedBook[] = [
  ...earlyClassics,
  ...novelsTo1960,
  ...novelsSince1960,
  ...otherWorlds,
  ...livesAndIdeas,
  ...sciences,
  ...computing,
  ...children,
];
