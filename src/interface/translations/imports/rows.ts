import type { Translations } from '../../kernel/errors/sentences.js';

/** What an import says of single rows. */
export const onRows: Translations = {
  'Quotation marks inside an unquoted cell were taken literally.':
    'Anführungszeichen mitten in einer Zelle wurden wörtlich genommen.',
  'The quotation marks do not match.': 'Die Anführungszeichen gehen nicht auf.',
  'The line is longer than {{maximum}} characters.': 'Die Zeile ist länger als {{maximum}} Zeichen.',
  'The number of cells is {{number}} where the header has {{expected}}.':
    'Die Zeile hat {{number}} Zellen, die Kopfzeile {{expected}}.',
  'The {{name}} is "{{value}}", which is no {{expected}}.':
    '{{name}} ist „{{value}}“, und das ist nicht {{expected}}.',
  'The line is not valid {{encoding}}.': 'Die Zeile ist kein gültiges {{encoding}}.',
  'The line is not valid {{encoding}}; the rest of it was read as {{other}}.':
    'Die Zeile ist kein gültiges {{encoding}}; der Rest wurde als {{other}} gelesen.',
  'There is no title.': 'Der Titel fehlt.',
  'The {{name}} has a NUL or half a character in it; that cannot be stored.':
    '{{name}} enthält NUL oder ein halbes Zeichen; das lässt sich nicht speichern.',
  'The title has no visible character.': 'Der Titel hat kein sichtbares Zeichen.',
  'The title is longer than {{maximum}} characters.': 'Der Titel ist länger als {{maximum}} Zeichen.',
  'The barcode "{{barcode}}" is on line {{line}} already.':
    'Der Barcode „{{barcode}}“ steht schon in Zeile {{line}}.',
  'The barcode "{{barcode}}" belongs to a copy of another book: {{title}} (number {{number}}).':
    'Der Barcode „{{barcode}}“ gehört einem Exemplar eines anderen Buches: {{title}} (Nummer {{number}}).',
  'The barcode "{{barcode}}" belongs to a withdrawn copy of another book: {{title}} (number {{number}}).':
    'Der Barcode „{{barcode}}“ gehört einem ausgesonderten Exemplar eines anderen Buches: {{title}} (Nummer {{number}}).',
  'This row cannot be stored.': 'Diese Zeile lässt sich nicht speichern.',
  'This row cannot be stored ({{name}}).': 'Diese Zeile lässt sich nicht speichern ({{name}}).',
  'The library has this book already.': 'Die Bibliothek hat dieses Buch schon.',
  'Changed: {{fields}}.': 'Geändert: {{fields}}.',
  'Copies added: {{number}}.': 'Neue Exemplare: {{number}}.',
  'Copies changed: {{number}}.': 'Geänderte Exemplare: {{number}}.',
  'Not taken, as line {{line}} says otherwise: {{values}}.':
    'Nicht übernommen, weil Zeile {{line}} etwas anderes sagt: {{values}}.',
  'ISBN repaired: {{value}} is {{isbn}}.': 'ISBN ergänzt: {{value}} ist {{isbn}}.',
  'ISBN taken: {{isbn}} from {{value}}.': 'ISBN übernommen: {{isbn}} aus {{value}}.',
  'ISBN taken: {{isbn}} from {{value}}; it has {{number}} ISBNs.':
    'ISBN übernommen: {{isbn}} aus {{value}}; dort stehen {{number}} ISBNs.',
  'ISBN left out: {{value}} is a rounded number.': 'ISBN weggelassen: {{value}} ist eine gerundete Zahl.',
  'ISBN left out: {{value}} stands in many files for an unknown ISBN.':
    'ISBN weggelassen: {{value}} steht in vielen Dateien für eine unbekannte ISBN.',
  'ISBN left out: {{value}} must be an ISBN of 10 or 13 digits.':
    'ISBN weggelassen: {{value}} ist keine ISBN mit 10 oder 13 Ziffern.',
  'ISBN left out: {{value}} must be an ISBN, but 979-0 begins a number of printed music (ISMN).':
    'ISBN weggelassen: {{value}} ist keine ISBN; mit 979-0 beginnt eine Nummer für Noten (ISMN).',
  'ISBN left out: {{value}} must be an ISBN, but its check digit is wrong.':
    'ISBN weggelassen: Die Prüfziffer von {{value}} ist falsch.',
  'Year left out: {{value}} is not a year from {{minimum}} BCE to {{maximum}}.':
    'Jahr weggelassen: {{value}} ist kein Jahr von {{minimum}} v. u. Z. bis {{maximum}}.',
  'Year taken: {{value}} is read as {{year}}.': 'Jahr übernommen: {{value}} wird als {{year}} gelesen.',
  'Language left out: {{value}} is neither a BCP 47 tag nor the name of a language.':
    'Sprache weggelassen: {{value}} ist weder ein Kürzel nach BCP 47 noch der Name einer Sprache.',
  'Language taken: {{value}} is read as {{tag}}.': 'Sprache übernommen: {{value}} wird als {{tag}} gelesen.',
  'Names in doubt: {{value}} is read as {{names}}; --names and --names-separator change how names are read.':
    'Namen unklar: {{value}} wird als {{names}} gelesen; --names und --names-separator ändern, wie Namen gelesen werden.',
  'Left out: the {{name}} has no visible character.': 'Weggelassen: {{name}} hat kein sichtbares Zeichen.',
  'Left out: the {{name}} is longer than {{maximum}} characters.':
    'Weggelassen: {{name}} ist länger als {{maximum}} Zeichen.',
  'Left out: the {{name}} are more than {{maximum}}.': 'Weggelassen: {{name}} sind mehr als {{maximum}}.',
  'Left out: the {{name}} have a part without a visible character.':
    'Weggelassen: Ein Teil von {{name}} hat kein sichtbares Zeichen.',
  'Left out: the {{name}} have a part longer than {{maximum}} characters.':
    'Weggelassen: Ein Teil von {{name}} ist länger als {{maximum}} Zeichen.',
  'Number of copies left out: {{value}} is not a whole number from 0 to {{maximum}}.':
    'Zahl der Exemplare weggelassen: {{value}} ist keine ganze Zahl von 0 bis {{maximum}}.',
  'Barcode left out: {{value}} must have at most {{maximum}} characters, all of visible ASCII.':
    'Barcode weggelassen: {{value}} darf höchstens {{maximum}} Zeichen haben, alle aus sichtbarem ASCII.',
  'Kind left out: {{value}} is not a kind of copy that the library knows.':
    'Art weggelassen: Die Bibliothek kennt keine Exemplare der Art {{value}}.',
};
