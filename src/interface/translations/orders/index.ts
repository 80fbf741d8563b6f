import type { Translations } from '../../kernel/errors/sentences.js';

export const german: Translations = {
  'There is no such order.': 'Diese Bestellung gibt es nicht.',
  'The order has no such line.': 'Die Bestellung hat keine solche Zeile.',
  'The order was changed since. Fetch it again, then decide.':
    'Die Bestellung wurde inzwischen geändert. Holen Sie sie noch einmal, dann entscheiden Sie.',
  'The present status of the order does not allow this.':
    'Der jetzige Zustand der Bestellung lässt das nicht zu.',
  'A line has either a book of the catalogue or a title to come.':
    'Eine Zeile hat entweder ein Buch des Katalogs oder einen Titel, der noch kommt.',
  'There must be one barcode for each copy.': 'Für jedes Exemplar muss es einen Barcode geben.',
  'More copies would be received than were ordered.':
    'Es würden mehr Exemplare angenommen, als bestellt wurden.',
  '{{field}} must be the code of a currency (ISO 4217), such as EUR':
    '{{field}} muss das Kürzel einer Währung sein (ISO 4217), etwa EUR',
  'each value in {{field}} must consist of visible ASCII characters without spaces':
    'jeder Wert in {{field}} muss aus sichtbaren ASCII-Zeichen ohne Leerzeichen bestehen',
  '{{field}} must have each barcode once': '{{field}} darf jeden Barcode nur einmal nennen',
};
