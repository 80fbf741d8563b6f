import type { Translations } from '../../kernel/errors/sentences.js';

export const german: Translations = {
  'No copy of this book is free at the moment.': 'Von diesem Buch ist gerade kein Exemplar frei.',
  'This copy is out on loan.': 'Dieses Exemplar ist ausgeliehen.',
  'The patron has as many loans open as the policy allows.':
    'Auf das Bibliothekskonto ist so viel ausgeliehen, wie die Regeln erlauben.',
  'The patron is blocked from borrowing.': 'Das Bibliothekskonto ist für Ausleihen gesperrt.',
  "The patron's card has expired.": 'Der Bibliotheksausweis ist abgelaufen.',
  'There is no such loan.': 'Diese Ausleihe gibt es nicht.',
  'The loan is closed already.': 'Die Ausleihe ist schon beendet.',
  'The loan was renewed as often as its policy allows.':
    'Die Ausleihe wurde so oft verlängert, wie die Regeln erlauben.',
  'A renewal now would not give a later due date.':
    'Eine Verlängerung würde die Leihfrist jetzt nicht verlängern.',
  'Only a librarian borrows for somebody else.': 'Nur das Personal leiht für andere aus.',
  'In this library the staff lend and take back at the desk.':
    'In dieser Bibliothek verleiht das Personal an der Theke und nimmt dort zurück.',
  'This copy cannot be lent in its present state.':
    'Dieses Exemplar kann in seinem jetzigen Zustand nicht verliehen werden.',
  'Only a librarian sets aside what stands against a loan.':
    'Nur das Personal setzt sich über das hinweg, was einer Ausleihe entgegensteht.',
};
