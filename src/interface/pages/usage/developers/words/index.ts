import type { Language } from '../../../../../domain/kernel/language.js';
import { de } from './de.js';
import { en } from './en.js';
import type { DeveloperWords } from './words.js';

export const developerWords: Readonly<Record<Language, DeveloperWords>> = { en, de };
