import type { Translations } from '../../kernel/errors/sentences.js';

export const german: Translations = {
  'There is no such deprecation.': 'Eine solche Abkündigung gibt es nicht.',
  'There is no such client.': 'Einen solchen Client gibt es nicht.',
  'There are more calls without a token in 30 days than that.':
    'Es gibt mehr Aufrufe ohne Token in 30 Tagen als das.',
  'A client is muted until a moment that is still to come.':
    'Ein Client wird bis zu einem Zeitpunkt stummgeschaltet, der noch kommt.',
  'A key cannot do this. The owner of the client has to sign in.':
    'Ein Schlüssel kann das nicht. Wem der Client gehört, muss sich anmelden.',
  'This program was used before it was registered. An admin has to confirm first whose it is.':
    'Dieses Programm wurde benutzt, bevor es angemeldet wurde. Erst muss die Verwaltung bestätigen, wem es gehört.',
  'Whoever does this for the client of somebody else has to say why.':
    'Wer das für den Client von jemand anderem tut, muss sagen, warum.',
  'This has no sunset yet.': 'Dafür gibt es noch keinen Tag der Abschaltung.',
  'An extension ends in the future, and at most 90 days after the sunset, or after now if that is later.':
    'Ein Aufschub endet in der Zukunft und höchstens 90 Tage nach der Abschaltung, oder nach jetzt, wenn das später ist.',
  'This client has had its one extension.': 'Dieser Client hatte seinen einen Aufschub schon.',
  'A program is the origin of a page, such as https://reader.example, or the product of a user agent, such as ShelfReader.':
    'Ein Programm ist der Ursprung einer Seite, wie https://reader.example, oder das Produkt eines User-Agents, wie ShelfReader.',
  'Somebody else has registered this program. An admin can give it to another account.':
    'Jemand anderes hat dieses Programm angemeldet. Die Verwaltung kann es einem anderen Konto geben.',
  'The account has registered as many programs as the library allows.':
    'Das Konto hat so viele Programme angemeldet, wie die Bibliothek erlaubt.',
  'There is no such registered program.': 'Ein solches Programm ist nicht angemeldet.',
  'Only staff and accounts of developers register programs. Switch `developer` on first.':
    'Nur das Personal und Konten von Entwicklern melden Programme an. Schalten Sie zuerst `developer` ein.',
  'Only an admin registers a program for somebody else.':
    'Nur die Verwaltung meldet ein Programm für jemand anderen an.',
  'Only staff name an address for mail. Others get mail at the verified address of their account.':
    'Nur das Personal nennt eine Adresse für Nachrichten. Andere bekommen sie an die bestätigte Adresse ihres Kontos.',
  'Whoever changes the settings of somebody else has to say why.':
    'Wer die Einstellungen von jemand anderem ändert, muss sagen, warum.',
  'The caller has no such API key.': 'Der Aufrufer hat keinen solchen API-Schlüssel.',
};
