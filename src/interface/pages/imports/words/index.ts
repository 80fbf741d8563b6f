import type { Language } from '../../../../domain/kernel/language.js';
import { de } from './de.js';
import { en } from './en.js';
import type { ImportWords } from './words.js';

export const importWords: Readonly<Record<Language, ImportWords>> = { en, de };
