import { createInstance, type i18n } from 'i18next';
import { filled, textOf, type FieldFault, type Parameters } from '../../../domain/kernel/field-fault.js';
import { languages, type Language } from '../../../domain/kernel/language.js';
import type { Sentence } from '../../../domain/kernel/sentence.js';

/** The sentences of one language: the English sentence → the translation, with the same `{{names}}`. */
export type Translations = Readonly<Record<string, string>>;

/** Says sentences in one language. */
export interface Wording {
  readonly language: Language;
  /** @param sentence in English, with `{{name}}` for a parameter */
  readonly say: (sentence: string, parameters?: Parameters) => string;
}

export function saySentence({ say }: Wording, { message, parameters }: Sentence): string {
  return say(message, parameters);
}

/** @param field the path to the field, as the validation names it */
export function sayFault({ say }: Wording, field: string, { message, parameters, name }: FieldFault): string {
  return say(message, { ...parameters, field: name ?? field });
}

/** The sentences as they stand in the core. It costs nothing, so that refusals under load stay cheap. */
export const english: Wording = { language: 'en', say: filled };

/** The sentences of refusals in all languages of the library. */
export class Sentences {
  readonly #byLanguage: ReadonlyMap<Language, Wording>;

  /** @param translations for each language except English, the sentences of the kernel and of each feature */
  constructor(translations: Readonly<Record<Exclude<Language, 'en'>, readonly Translations[]>>) {
    let made: i18n | undefined;
    // Made for the first sentence that needs it, so that the start does not wait.
    const catalog = () => (made ??= catalogOf(translations));
    this.#byLanguage = new Map(
      languages.map((language) => [language, language === 'en' ? english : wordingOf(catalog, language)]),
    );
  }

  in(language: Language): Wording {
    return this.#byLanguage.get(language) ?? english;
  }
}

/** An English sentence is its own key, so that one without a translation stays English (i18next, "Fallback"). */
function catalogOf(translations: ConstructorParameters<typeof Sentences>[0]): i18n {
  const catalog = createInstance();
  void catalog.init({
    resources: Object.fromEntries(
      Object.entries(translations).map(([language, all]) => [
        language,
        { translation: Object.assign({}, ...all) as Translations },
      ]),
    ),
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    // JSON needs no escaping of HTML.
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return catalog;
}

function wordingOf(catalog: () => i18n, language: Language): Wording {
  return {
    language,
    // `replace` keeps our parameters apart from the options of i18next.
    say: (sentence, parameters = {}) =>
      catalog().t(sentence, { lng: language, replace: textsOf(parameters) }),
  };
}

function textsOf(parameters: Parameters): Record<string, string> {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, textOf(value)]));
}
