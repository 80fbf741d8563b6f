import type { Translations } from '../../kernel/errors/sentences.js';

export const german: Translations = {
  'There is an account with this e-mail address already.':
    'Es gibt schon ein Konto mit dieser E-Mail-Adresse.',
  'E-mail address or password is wrong.': 'E-Mail-Adresse oder Passwort ist falsch.',
  'The current password is wrong.': 'Das jetzige Passwort ist falsch.',
  'The account cannot be closed while loans are open.':
    'Das Konto kann nicht geschlossen werden, solange etwas ausgeliehen ist.',
  'The library needs at least one admin.': 'Die Bibliothek braucht mindestens ein Administratorkonto.',
  'The account was changed since. Fetch it again, then decide.':
    'Das Konto wurde inzwischen geändert. Holen Sie es noch einmal, dann entscheiden Sie.',
  'Only an admin can give a role.': 'Nur die Administration kann eine Rolle vergeben.',
  'Only an admin can act on the account of a member of staff.':
    'Nur die Administration kann am Konto eines Mitglieds des Personals etwas ändern.',
  'Nobody can change this of their own account.': 'Am eigenen Konto kann das niemand ändern.',
  'The library does not know this category of patrons.':
    'Die Bibliothek kennt diese Gruppe von Nutzerinnen und Nutzern nicht.',
  'There is an account with this card number already.': 'Es gibt schon ein Konto mit dieser Ausweisnummer.',
  'The account is disabled. The staff of the library can enable it.':
    'Das Konto ist gesperrt. Das Personal der Bibliothek kann es freigeben.',
  'The refresh token is not good, or no longer.': 'Das Refresh-Token gilt nicht oder nicht mehr.',
  'This token belongs to no session that could be ended; it ends by itself.':
    'Dieses Token gehört zu keiner Sitzung, die beendet werden könnte; es läuft von selbst ab.',
  'There is no such session.': 'Diese Sitzung gibt es nicht.',
  'There is no such API key.': 'Diesen API-Schlüssel gibt es nicht.',
  'There is no such scope for a key.': 'Diesen Scope gibt es für einen Schlüssel nicht.',
  'each of {{field}} must be one of {{allowed}}':
    'jeder Wert in {{field}} muss einer dieser Werte sein: {{allowed}}',
  'What shall expire must expire in the future.': 'Was ablaufen soll, muss in der Zukunft ablaufen.',
  'There is no such version that could be pinned.':
    'Diese Version, die festgelegt werden soll, gibt es nicht.',
  'The password contains a character that a password cannot have, such as a control or an invisible one.':
    'Das Passwort enthält ein Zeichen, das ein Passwort nicht haben kann, etwa ein Steuerzeichen oder ein unsichtbares.',
  'A password has at least 8 characters.': 'Ein Passwort hat mindestens 8 Zeichen.',
  'This password is one of the most common ones. Choose another one.':
    'Dieses Passwort ist eines der häufigsten. Wählen Sie ein anderes.',
  'The password must not be the name or the e-mail address of its owner.':
    'Das Passwort darf nicht der eigene Name und nicht die eigene E-Mail-Adresse sein.',
  'Accounts are opened by the staff of the library.': 'Konten eröffnet das Personal der Bibliothek.',
  'The e-mail address of the account is verified already.':
    'Die E-Mail-Adresse des Kontos ist schon bestätigt.',
  'The account has no e-mail address to write to.': 'Das Konto hat keine E-Mail-Adresse.',
  'The link does not work, or no longer. Ask for a new one.':
    'Der Link gilt nicht oder nicht mehr. Fordern Sie einen neuen an.',
  'This account needs a second factor. Get a token from issueTokens with a secondFactorCode: it is valid in all versions.':
    'Dieses Konto braucht einen zweiten Faktor. Holen Sie ein Token von issueTokens mit einem secondFactorCode: Es gilt in allen Versionen.',
  'The code of the second factor is wrong, or was used already.':
    'Der Code des zweiten Faktors ist falsch oder wurde schon benutzt.',
  'The one sign-in without a second factor is used up. Another admin can allow one more.':
    'Die eine Anmeldung ohne zweiten Faktor ist verbraucht. Ein anderes Administratorkonto kann noch eine erlauben.',
  'This account needs a second factor here, and has none yet. Set one up first.':
    'Dieses Konto braucht hier einen zweiten Faktor und hat noch keinen. Richten Sie zuerst einen ein.',
  'Only an admin can sign in to the API of the operators.':
    'Nur die Administration kann sich bei der API für den Betrieb anmelden.',
  'There is no secret that waits for its first code. Get one first.':
    'Kein Geheimnis wartet auf seinen ersten Code. Holen Sie zuerst eines.',
  'This account has no second factor.': 'Dieses Konto hat keinen zweiten Faktor.',
  'Staff need a second factor here. It can be replaced, but not removed.':
    'Das Personal braucht hier einen zweiten Faktor. Er kann ersetzt, aber nicht entfernt werden.',
  '{{field}} must consist of letters, digits and ._- and begin with a letter or a digit':
    '{{field}} muss aus Buchstaben, Ziffern und ._- bestehen und mit einem Buchstaben oder einer Ziffer beginnen',
};
