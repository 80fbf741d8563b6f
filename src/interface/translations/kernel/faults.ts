import type { Translations } from '../../kernel/errors/sentences.js';

/** The faults of single fields that every feature can have. */
export const faults: Translations = {
  '{{field}} is required': '{{field}} fehlt',
  '{{field}} should not be null or undefined': '{{field}} darf nicht null sein und nicht fehlen',
  '{{field}} is required as a file': '{{field}} fehlt als Datei',
  '{{field}} is not known here': '{{field}} ist hier nicht bekannt',
  '{{field}} must be a JSON object': '{{field}} muss ein JSON-Objekt sein',
  '{{field}} must not be nested deeper than {{maximum}} levels':
    '{{field}} darf nicht tiefer als {{maximum}} Ebenen verschachtelt sein',
  '{{field}} has a value that cannot be read': '{{field}} hat einen Wert, der nicht gelesen werden kann',
  // Types.
  '{{field}} must be a string': '{{field}} muss ein Text sein',
  'each value in {{field}} must be a string': 'jeder Wert in {{field}} muss ein Text sein',
  '{{field}} must be an integer number': '{{field}} muss eine ganze Zahl sein',
  '{{field}} must be a number conforming to the specified constraints': '{{field}} muss eine Zahl sein',
  '{{field}} must be a boolean value': '{{field}} muss true oder false sein',
  '{{field}} must be an array': '{{field}} muss eine Liste sein',
  '{{field}} must be an object': '{{field}} muss ein Objekt sein',
  'each value in {{field}} must be an object': 'jeder Wert in {{field}} muss ein Objekt sein',
  'nested property {{field}} must be either object or array':
    '{{field}} muss ein Objekt oder eine Liste sein',
  'each value in nested property {{field}} must be either object or array':
    'jeder Wert in {{field}} muss ein Objekt oder eine Liste sein',
  // Bounds.
  '{{field}} must not be less than {{minimum}}': '{{field}} darf nicht kleiner als {{minimum}} sein',
  '{{field}} must not be greater than {{maximum}}': '{{field}} darf nicht größer als {{maximum}} sein',
  '{{field}} must be longer than or equal to {{minimum}} characters':
    '{{field}} muss mindestens {{minimum}} Zeichen haben',
  'each value in {{field}} must be longer than or equal to {{minimum}} characters':
    'jeder Wert in {{field}} muss mindestens {{minimum}} Zeichen haben',
  '{{field}} must be shorter than or equal to {{maximum}} characters':
    '{{field}} darf höchstens {{maximum}} Zeichen haben',
  'each value in {{field}} must be shorter than or equal to {{maximum}} characters':
    'jeder Wert in {{field}} darf höchstens {{maximum}} Zeichen haben',
  '{{field}} must contain at least {{minimum}} elements': '{{field}} muss mindestens {{minimum}} Werte haben',
  '{{field}} must contain no more than {{maximum}} elements':
    '{{field}} darf höchstens {{maximum}} Werte haben',
  '{{field}} must be in the future': '{{field}} muss in der Zukunft liegen',
  // Lists of values.
  '{{field}} must be one of {{allowed}}': '{{field}} muss einer dieser Werte sein: {{allowed}}',
  '{{field}} must be one of the following values: {{allowed}}':
    '{{field}} muss einer der folgenden Werte sein: {{allowed}}',
  'each value in {{field}} must be one of the following values: {{allowed}}':
    'jeder Wert in {{field}} muss einer der folgenden Werte sein: {{allowed}}',
  '{{field}} must be one that the library knows: {{allowed}}':
    '{{field}} muss einer der Werte sein, die die Bibliothek kennt: {{allowed}}',
  '{{field}} must be of one of these media types: {{allowed}}':
    '{{field}} muss einen dieser Medientypen haben: {{allowed}}',
  // Forms of a text.
  '{{field}} must not be blank': '{{field}} darf nicht leer sein',
  'each value in {{field}} must not be blank': 'jeder Wert in {{field}} darf nicht leer sein',
  '{{field}} must not be empty': '{{field}} darf nicht leer sein',
  '{{field}} must not contain NUL or broken Unicode':
    '{{field}} darf weder NUL noch fehlerhaftes Unicode enthalten',
  'each value in {{field}} must not contain NUL or broken Unicode':
    'jeder Wert in {{field}} darf weder NUL noch fehlerhaftes Unicode enthalten',
  '{{field}} must not contain "/", "@", "www.", control characters or marks of the writing direction':
    '{{field}} darf weder „/“, „@“ und „www.“ noch Steuerzeichen oder Zeichen für die Schreibrichtung enthalten',
  '{{field}} must be an email': '{{field}} muss eine E-Mail-Adresse sein',
  '{{field}} must be a valid ISO 8601 date string': '{{field}} muss ein Datum nach ISO 8601 sein',
  '{{field}} must be a day such as 2027-12-01': '{{field}} muss ein Tag sein, wie 2027-12-01',
  '{{field}} must be a moment such as 2027-12-01T09:30:00Z':
    '{{field}} muss ein Zeitpunkt sein, etwa 2027-12-01T09:30:00Z',
  '{{field}} must match {{pattern}} regular expression':
    '{{field}} muss dem regulären Ausdruck {{pattern}} entsprechen',
  '{{field}} must have 1 to 255 visible characters, no quote and no backslash':
    '{{field}} muss aus 1 bis 255 sichtbaren Zeichen bestehen, ohne Anführungszeichen und Backslash',
};
