import type { LetterKind } from '../../../application/accounts/mail/account-letters.js';
import type { Language } from '../../../domain/kernel/language.js';

/** The words of a letter. `{{time}}` stands for the time of the event. */
interface Wording {
  readonly subject: string;
  /** Above the link. */
  readonly before: readonly string[];
  /** Below the link. */
  readonly after: readonly string[];
}

/** The words that all letters of a language share. */
interface Frame {
  readonly greeting: string;
  readonly closing: string;
}

export const frames: Readonly<Record<Language, Frame>> = {
  en: { greeting: 'Dear {{{name}}},', closing: 'Your library' },
  de: { greeting: 'Guten Tag, {{{name}}},', closing: 'Ihre Bibliothek' },
};

const english: Readonly<Record<LetterKind, Wording>> = {
  verification: {
    subject: 'Confirm your e-mail address',
    before: ['please confirm that this is your e-mail address. The link works once, within three days:'],
    after: ['If you did not give this address to the library, you need do nothing.'],
  },
  password_reset: {
    subject: 'Set a new password',
    before: [
      'somebody asked for a new password for your account on {{time}}. The link works once, within 30 minutes:',
    ],
    after: ['If it was not you, you need do nothing: your password stays as it is.'],
  },
  admin_invited: {
    subject: 'Set the password of your admin account',
    before: [
      'an admin account was created for you on {{time}}. Set its password. The link works once, within 30 minutes:',
    ],
    after: ['If the link has expired, ask for another one with the command create-admin.'],
  },
  password_changed: {
    subject: 'Your password was changed',
    before: [
      'the password of your account was changed on {{time}}. All devices were signed out.',
      'If it was not you, set a new password at once, and tell the library:',
    ],
    after: [],
  },
  email_change_requested: {
    subject: 'Another e-mail address was given for your account',
    before: [
      'another e-mail address was given for your account on {{time}}. It takes effect when it is confirmed.',
      'If it was not you, set a new password at once. That also drops the other address:',
    ],
    after: [],
  },
  email_changed: {
    subject: 'Your e-mail address was changed',
    before: [
      'the e-mail address of your account was changed on {{time}}. This is the last letter to the old address.',
      'If it was not you, tell the library at once.',
    ],
    after: [],
  },
};

const german: Readonly<Record<LetterKind, Wording>> = {
  verification: {
    subject: 'Bestätigen Sie Ihre E-Mail-Adresse',
    before: [
      'bitte bestätigen Sie, dass dies Ihre E-Mail-Adresse ist. Der Link gilt einmal und drei Tage lang:',
    ],
    after: ['Wenn Sie diese Adresse nicht bei der Bibliothek angegeben haben, brauchen Sie nichts zu tun.'],
  },
  password_reset: {
    subject: 'Setzen Sie ein neues Passwort',
    before: [
      'am {{time}} wurde ein neues Passwort für Ihr Konto angefordert. Der Link gilt einmal und 30 Minuten lang:',
    ],
    after: ['Wenn Sie das nicht waren, brauchen Sie nichts zu tun: Ihr Passwort bleibt, wie es ist.'],
  },
  admin_invited: {
    subject: 'Setzen Sie das Passwort Ihres Administratorkontos',
    before: [
      'am {{time}} wurde für Sie ein Administratorkonto angelegt. Setzen Sie sein Passwort. Der Link gilt einmal und 30 Minuten lang:',
    ],
    after: ['Wenn der Link abgelaufen ist, fordern Sie mit dem Befehl create-admin einen neuen an.'],
  },
  password_changed: {
    subject: 'Ihr Passwort wurde geändert',
    before: [
      'am {{time}} wurde das Passwort Ihres Kontos geändert. Alle Geräte wurden abgemeldet.',
      'Wenn Sie das nicht waren, setzen Sie sofort ein neues Passwort und sagen Sie der Bibliothek Bescheid:',
    ],
    after: [],
  },
  email_change_requested: {
    subject: 'Für Ihr Konto wurde eine andere E-Mail-Adresse angegeben',
    before: [
      'am {{time}} wurde für Ihr Konto eine andere E-Mail-Adresse angegeben. Sie gilt, sobald sie bestätigt ist.',
      'Wenn Sie das nicht waren, setzen Sie sofort ein neues Passwort. Dann entfällt auch die andere Adresse:',
    ],
    after: [],
  },
  email_changed: {
    subject: 'Ihre E-Mail-Adresse wurde geändert',
    before: [
      'am {{time}} wurde die E-Mail-Adresse Ihres Kontos geändert. Dies ist der letzte Brief an die alte Adresse.',
      'Wenn Sie das nicht waren, sagen Sie sofort der Bibliothek Bescheid.',
    ],
    after: [],
  },
};

export const wordings: Readonly<Record<Language, Readonly<Record<LetterKind, Wording>>>> = {
  en: english,
  de: german,
};

/** The letters that end without a link, because the link would not help. */
export const withoutLink: ReadonlySet<LetterKind> = new Set(['email_changed']);
