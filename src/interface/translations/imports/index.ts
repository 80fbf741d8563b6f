import type { Translations } from '../../kernel/errors/sentences.js';
import { onRows } from './rows.js';

export const german: Translations = {
  ...onRows,
  'There is no such import, or it was removed after its seven days.':
    'Diesen Import gibt es nicht, oder er wurde nach seinen sieben Tagen entfernt.',
  'The file cannot be read with these options.': 'Die Datei lässt sich mit diesen Angaben nicht lesen.',
  'The import is over: it cannot be cancelled any more.':
    'Der Import ist vorbei: Er lässt sich nicht mehr abbrechen.',
  '{{number}} imports are waiting already. Send the file again when one of them is over.':
    'Es warten schon {{number}} Importe. Senden Sie die Datei noch einmal, wenn einer davon vorbei ist.',
  'Either {{field}} or from is required.': 'Entweder {{field}} oder from muss angegeben werden.',
  '{{field}}: a column for title is required; write title=HEADER.':
    '{{field}}: Eine Spalte für title ist nötig; schreiben Sie title=SPALTE.',
  '{{field}}: there is no field "{{name}}". The fields are {{allowed}}.':
    '{{field}}: Das Feld „{{name}}“ gibt es nicht. Die Felder sind {{allowed}}.',
  '{{field}}: "{{text}}" names no column; write {{name}}=HEADER.':
    '{{field}}: „{{text}}“ nennt keine Spalte; schreiben Sie {{name}}=SPALTE.',
  '{{field}}: {{name}} is given twice.': '{{field}}: {{name}} ist zweimal angegeben.',
  '{{field}}: "{{name}}" is not known. Known are {{allowed}}.':
    '{{field}}: „{{name}}“ ist nicht bekannt. Bekannt sind {{allowed}}.',
  '{{field}}: "{{name}}" is not known. Some that are: {{allowed}}.':
    '{{field}}: „{{name}}“ ist nicht bekannt. Bekannt sind zum Beispiel {{allowed}}.',
  '{{field}} must be one character, such as ";" or "|", or the word tab.':
    '{{field}} muss ein Zeichen sein, etwa „;“ oder „|“, oder das Wort tab.',
  '{{field}} must be inverted, for "Berg, Mia", or direct, for "Mia Berg".':
    '{{field}} muss inverted sein, für „Berg, Mia“, oder direct, für „Mia Berg“.',
  '{{field}} must be a whole number from 0 to {{maximum}}.':
    '{{field}} muss eine ganze Zahl von 0 bis {{maximum}} sein.',
  '{{field}} is not a file. It is read twice, so it has to be one.':
    '{{field}} ist keine Datei. Sie wird zweimal gelesen, muss also eine sein.',
  '{{field}} is empty. Its first line should name the columns.':
    '{{field}} ist leer. Die erste Zeile sollte die Spalten nennen.',
  '{{field}}: the header cannot be read. {{why}}': '{{field}}: Die Kopfzeile lässt sich nicht lesen. {{why}}',
  '{{field}} has no column "{{column}}". It has {{found}}.':
    '{{field}} hat keine Spalte „{{column}}“. Es gibt {{found}}.',
  '{{field}} has {{number}} columns called "{{name}}".':
    '{{field}} hat {{number}} Spalten namens „{{name}}“.',
  '{{field}} is not valid UTF-8, and its encoding is not clear. Name the encoding, for example windows-1252, windows-1250, windows-1251, shift_jis or gbk; a dry run shows how the rows are read.':
    '{{field}} ist kein gültiges UTF-8, und die Kodierung ist nicht klar. Nennen Sie sie, etwa windows-1252, windows-1250, windows-1251, shift_jis oder gbk; ein Probelauf zeigt, wie die Zeilen gelesen werden.',
  '{{field}} was interrupted {{times}} times at the same place, so it was given up.':
    '{{field}} wurde {{times}} Mal an derselben Stelle unterbrochen und deshalb aufgegeben.',
};
