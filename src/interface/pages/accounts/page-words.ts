import type { Language } from '../../../domain/kernel/language.js';

/** The words of the pages. */
interface PageWords {
  readonly verifyTitle: string;
  readonly verifyLead: string;
  readonly verifyButton: string;
  readonly verified: string;
  readonly resetTitle: string;
  readonly resetLead: string;
  readonly password: string;
  readonly passwordHint: string;
  readonly resetButton: string;
  readonly reset: string;
  readonly askLead: string;
  readonly email: string;
  readonly askButton: string;
  readonly asked: string;
  readonly linkMissing: string;
  readonly linkInvalid: string;
  readonly emailTaken: string;
  readonly emailWrong: string;
  readonly passwordWrong: string;
  /** By the codes of the refusals. */
  readonly passwordFaults: Readonly<Record<string, string>>;
  readonly signInTitle: string;
  readonly signInPassword: string;
  readonly signInCode: string;
  readonly signInCodeHint: string;
  readonly signInButton: string;
  readonly signInForgotten: string;
  readonly signInAlready: string;
  /** By the codes of the refusals. */
  readonly signInFaults: Readonly<Record<string, string>>;
  readonly foreignForm: string;
  readonly tooMany: string;
  readonly failed: string;
}

const en: PageWords = {
  verifyTitle: 'Confirm your e-mail address',
  verifyLead: 'Is this your e-mail address? Then confirm it.',
  verifyButton: 'Confirm',
  verified: 'Thank you. Your e-mail address is confirmed.',
  resetTitle: 'Set a new password',
  resetLead: 'You will be signed out on all devices.',
  password: 'New password',
  passwordHint: 'At least 8 characters.',
  resetButton: 'Set password',
  reset: 'Your new password is set. Sign in with it.',
  askLead: 'We mail you a link. It works once, within 30 minutes.',
  email: 'E-mail address',
  askButton: 'Mail me a link',
  asked: 'If an account has this address, a mail with a link is on its way.',
  linkMissing: 'Open the link in the mail that you got from the library.',
  linkInvalid: 'The link does not work, or no longer. Ask for a new one.',
  emailTaken: 'Another account has this e-mail address.',
  emailWrong: 'This is not an e-mail address.',
  passwordWrong: 'This password cannot be used:',
  passwordFaults: {
    'accounts.password_too_short': 'It has fewer than 8 characters.',
    'accounts.password_common': 'It is one of the most common passwords.',
    'accounts.password_personal': 'It is your name or your e-mail address.',
    'accounts.password_unusable': 'It has a control character or an invisible one.',
  },
  signInTitle: 'Sign in',
  signInPassword: 'Password',
  signInCode: 'Code of the second factor',
  signInCodeHint:
    'Six digits of your authenticator app, or a recovery code. Leave it empty if you have none.',
  signInButton: 'Sign in',
  signInForgotten: 'Set a new password',
  signInAlready: 'I have signed in already: go on',
  signInFaults: {
    'accounts.credentials_wrong': 'E-mail address or password is wrong.',
    'accounts.account_disabled': 'The account is disabled. The staff of the library can enable it.',
    'accounts.second_factor_required': 'This account has a second factor. Enter its code, too.',
    'accounts.second_factor_wrong': 'The code is wrong, or was used already.',
    'accounts.second_factor_unset':
      'Staff need a second factor here, and this account has none. Set one up in your client first.',
  },
  foreignForm: 'The form came from another site. Sign in with the form on this page.',
  tooMany: 'There were too many requests. Try again later.',
  failed: 'Something went wrong. Try again later.',
};

const de: PageWords = {
  verifyTitle: 'E-Mail-Adresse bestätigen',
  verifyLead: 'Ist das Ihre E-Mail-Adresse? Dann bestätigen Sie sie.',
  verifyButton: 'Bestätigen',
  verified: 'Vielen Dank. Ihre E-Mail-Adresse ist bestätigt.',
  resetTitle: 'Neues Passwort setzen',
  resetLead: 'Sie werden auf allen Geräten abgemeldet.',
  password: 'Neues Passwort',
  passwordHint: 'Mindestens 8 Zeichen.',
  resetButton: 'Passwort setzen',
  reset: 'Ihr neues Passwort ist gesetzt. Melden Sie sich damit an.',
  askLead: 'Wir schicken Ihnen einen Link. Er gilt einmal und 30 Minuten lang.',
  email: 'E-Mail-Adresse',
  askButton: 'Link schicken',
  asked: 'Wenn ein Konto diese Adresse hat, ist eine E-Mail mit einem Link unterwegs.',
  linkMissing: 'Öffnen Sie den Link in der E-Mail der Bibliothek.',
  linkInvalid: 'Der Link gilt nicht, oder nicht mehr. Fordern Sie einen neuen an.',
  emailTaken: 'Ein anderes Konto hat diese E-Mail-Adresse.',
  emailWrong: 'Das ist keine E-Mail-Adresse.',
  passwordWrong: 'Dieses Passwort geht nicht:',
  passwordFaults: {
    'accounts.password_too_short': 'Es hat weniger als 8 Zeichen.',
    'accounts.password_common': 'Es ist eines der häufigsten Passwörter.',
    'accounts.password_personal': 'Es ist Ihr Name oder Ihre E-Mail-Adresse.',
    'accounts.password_unusable': 'Es enthält ein Steuerzeichen oder ein unsichtbares Zeichen.',
  },
  signInTitle: 'Anmelden',
  signInPassword: 'Passwort',
  signInCode: 'Code des zweiten Faktors',
  signInCodeHint:
    'Sechs Ziffern aus Ihrer Authenticator-App oder ein Wiederherstellungscode. Ohne zweiten Faktor bleibt das Feld leer.',
  signInButton: 'Anmelden',
  signInForgotten: 'Neues Passwort setzen',
  signInAlready: 'Ich bin schon angemeldet: weiter',
  signInFaults: {
    'accounts.credentials_wrong': 'E-Mail-Adresse oder Passwort ist falsch.',
    'accounts.account_disabled': 'Das Konto ist gesperrt. Das Personal der Bibliothek kann es freigeben.',
    'accounts.second_factor_required': 'Dieses Konto hat einen zweiten Faktor. Geben Sie auch den Code ein.',
    'accounts.second_factor_wrong': 'Der Code ist falsch oder wurde schon benutzt.',
    'accounts.second_factor_unset':
      'Das Personal braucht hier einen zweiten Faktor, und dieses Konto hat keinen. Richten Sie zuerst in Ihrem Programm einen ein.',
  },
  foreignForm:
    'Das Formular kam von einer anderen Seite. Melden Sie sich mit dem Formular auf dieser Seite an.',
  tooMany: 'Das waren zu viele Anfragen. Versuchen Sie es später noch einmal.',
  failed: 'Es ist etwas schiefgegangen. Versuchen Sie es später noch einmal.',
};

export const pageWords: Readonly<Record<Language, PageWords>> = { en, de };
export type { PageWords };
