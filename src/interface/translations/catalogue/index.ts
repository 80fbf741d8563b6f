import type { Translations } from '../../kernel/errors/sentences.js';

export const german: Translations = {
  '{{field}} must have each field once': '{{field}} darf jedes Feld nur einmal nennen',
  'The ISBN is not valid.': 'Die ISBN ist nicht gültig.',
  'The language is not a BCP 47 tag.': 'Die Sprache ist kein Kürzel nach BCP 47.',
  'The library does not know this kind of copy.': 'Die Bibliothek kennt diese Art von Exemplaren nicht.',
  'A copy of this book is out on loan.': 'Ein Exemplar dieses Buches ist ausgeliehen.',
  'There cannot be fewer copies than are in use.':
    'Es kann nicht weniger Exemplare geben, als in Gebrauch sind.',
  'The copy cannot change from its present state to that one.':
    'Das Exemplar kann nicht aus seinem jetzigen in diesen Zustand wechseln.',
  '{{field}} is {{from}} and cannot become {{to}}; from {{from}} it can become nothing':
    '{{field}} ist {{from}} und kann nicht {{to}} werden; {{from}} ist endgültig',
  '{{field}} is {{from}} and cannot become {{to}}; from {{from}} it can become {{allowed}}':
    '{{field}} ist {{from}} und kann nicht {{to}} werden; möglich ist von {{from}} aus: {{allowed}}',
  'The book was changed since. Fetch it again, then decide.':
    'Das Buch wurde inzwischen geändert. Holen Sie es noch einmal, dann entscheiden Sie.',
  'The copy was changed since. Fetch it again, then decide.':
    'Das Exemplar wurde inzwischen geändert. Holen Sie es noch einmal, dann entscheiden Sie.',
  'Another copy has this barcode, or had it before it was withdrawn.':
    'Ein anderes Exemplar hat diesen Barcode oder hatte ihn, bevor es ausgesondert wurde.',
  '{{field}} must be an ISBN of 10 or 13 digits': '{{field}} muss eine ISBN mit 10 oder 13 Ziffern sein',
  '{{field}} must be an ISBN, but ten equal digits stand for an unknown one':
    '{{field}} muss eine ISBN sein, aber zehn gleiche Ziffern stehen für eine unbekannte',
  '{{field}} must be an ISBN, but 979-0 begins a number of printed music (ISMN)':
    '{{field}} muss eine ISBN sein, aber mit 979-0 beginnt eine Nummer für Noten (ISMN)',
  '{{field}} must be an ISBN, but its check digit is wrong':
    '{{field}} muss eine ISBN sein, aber die Prüfziffer ist falsch',
  '{{field}} must be a language tag (BCP 47), such as en or pt-BR':
    '{{field}} muss ein Sprachkürzel sein (BCP 47), etwa en oder pt-BR',
  '{{field}} must not be 0: the year before 1 is -1': '{{field}} darf nicht 0 sein: Vor dem Jahr 1 kommt -1',
  '{{field}} must consist of visible ASCII characters without spaces':
    '{{field}} muss aus sichtbaren ASCII-Zeichen ohne Leerzeichen bestehen',
};
