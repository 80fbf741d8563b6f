import type { Language } from '../../../domain/kernel/language.js';

/** The words of the page on which people borrow. */
export interface BorrowWords {
  readonly title: string;
  readonly by: string;
  readonly signInLead: string;
  readonly signIn: string;
  readonly lead: string;
  readonly button: string;
  /** @param day such as `Monday, 21 December 2026` */
  readonly borrowed: (day: string) => string;
  readonly refused: string;
  readonly notFound: string;
  readonly again: string;
}

const en: BorrowWords = {
  title: 'Borrow a book',
  by: 'by',
  signInLead: 'Sign in with your library account to borrow this book.',
  signIn: 'Sign in',
  lead: 'The library reserves nothing: a free copy is lent to you at once.',
  button: 'Borrow this book',
  borrowed: (day) => `You have borrowed this book. Bring it back by ${day}.`,
  refused: 'You cannot borrow this book now:',
  notFound: 'The library has no such book, or no longer.',
  again: 'The form has expired. Send it again.',
};

const de: BorrowWords = {
  title: 'Buch ausleihen',
  by: 'von',
  signInLead: 'Melden Sie sich mit Ihrem Bibliothekskonto an, um dieses Buch auszuleihen.',
  signIn: 'Anmelden',
  lead: 'Es wird nichts vorgemerkt: Ein freies Exemplar wird Ihnen sofort ausgeliehen.',
  button: 'Dieses Buch ausleihen',
  borrowed: (day) => `Sie haben dieses Buch ausgeliehen. Geben Sie es spätestens am ${day} zurück.`,
  refused: 'Sie können dieses Buch jetzt nicht ausleihen:',
  notFound: 'Die Bibliothek hat dieses Buch nicht, oder nicht mehr.',
  again: 'Das Formular ist abgelaufen. Senden Sie es noch einmal ab.',
};

export const borrowWords: Readonly<Record<Language, BorrowWords>> = { en, de };
