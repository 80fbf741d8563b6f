import type { Translations } from '../../kernel/errors/sentences.js';
import { faults } from './faults.js';

/** The sentences of the kernel and of what several features share. An English sentence is the key of its translation. */
export const german: Translations = {
  ...faults,
  // The request.
  'The request is not valid.': 'Die Anfrage ist nicht gültig.',
  'The body is not valid JSON.': 'Der Body ist kein gültiges JSON.',
  'Token is missing': 'Das Token fehlt.',
  'Token is invalid': 'Das Token ist ungültig.',
  'Your role does not allow this.': 'Ihre Rolle erlaubt das nicht.',
  'This API key lacks the scope that is needed here.':
    'Diesem API-Schlüssel fehlt der Scope, der hier nötig ist.',
  'This needs a key with the scope {{scope}}.': 'Dafür ist ein Schlüssel mit dem Scope {{scope}} nötig.',
  'Staff need a second factor here. Set one up first, with setUpSecondFactor.':
    'Das Personal braucht hier einen zweiten Faktor. Richten Sie zuerst einen ein, mit setUpSecondFactor.',
  'There is nothing at this address.': 'Unter dieser Adresse gibt es nichts.',
  'This is switched off for a short time, because it will be gone for good soon.':
    'Dies ist für kurze Zeit abgeschaltet, weil es bald für immer entfällt.',
  'This method is not allowed here.': 'Diese Methode ist hier nicht erlaubt.',
  'The answer cannot be given in a media type that you accept.':
    'Die Antwort gibt es in keinem Medientyp, den Sie annehmen.',
  'The body must be JSON, sent as application/json and not compressed.':
    'Der Body muss JSON sein, gesendet als application/json und nicht komprimiert.',
  'Too many requests. Try again later.': 'Zu viele Anfragen. Versuchen Sie es später noch einmal.',
  'The request could not be read.': 'Die Anfrage konnte nicht gelesen werden.',
  'The headers are too large.': 'Die Header sind zu groß.',
  'The request did not arrive in time.': 'Die Anfrage kam nicht rechtzeitig an.',
  'Something went wrong on our side.': 'Bei uns ist etwas schiefgegangen.',
  'API-Version must be one minor, such as 1.0.': 'API-Version muss eine Nebenversion sein, etwa 1.0.',
  'There is no such minor of this version.': 'Diese Nebenversion gibt es nicht.',
  'The cursor was not given out for this list and this order.':
    'Der Cursor wurde nicht für diese Liste und diese Reihenfolge ausgegeben.',
  'This is gone for good.': 'Das gibt es nicht mehr.',
  'This is gone since {{sunset}}. Use {{successor}} instead. See {{guide}}.':
    'Das gibt es seit {{sunset}} nicht mehr. Verwenden Sie stattdessen {{successor}}. Siehe {{guide}}.',
  'This is gone since {{sunset}}. {{why}} See {{guide}}.':
    'Das gibt es seit {{sunset}} nicht mehr. {{why}} Siehe {{guide}}.',
  'This is switched off until {{until}}, and gone for good from {{sunset}} on. Use {{successor}} instead. See {{guide}}.':
    'Das ist bis {{until}} abgeschaltet und ab {{sunset}} endgültig weg. Verwenden Sie stattdessen {{successor}}. Siehe {{guide}}.',
  'This is switched off until {{until}}, and gone for good from {{sunset}} on. {{why}} See {{guide}}.':
    'Das ist bis {{until}} abgeschaltet und ab {{sunset}} endgültig weg. {{why}} Siehe {{guide}}.',
  'If-Match must say which state the change was made from.':
    'If-Match muss sagen, von welchem Stand die Änderung ausgeht.',
  'A request with this Idempotency-Key is still running.':
    'Eine Anfrage mit diesem Idempotency-Key läuft noch.',
  'This Idempotency-Key was used for another request.':
    'Dieser Idempotency-Key wurde für eine andere Anfrage verwendet.',
  'The service cannot do this at the moment. Try again shortly.':
    'Der Dienst kann das gerade nicht. Versuchen Sie es gleich noch einmal.',
  // Forms.
  'The body is too large.': 'Der Body ist zu groß.',
  'The body must be a form, sent as multipart/form-data and not compressed.':
    'Der Body muss ein Formular sein, gesendet als multipart/form-data und nicht komprimiert.',
  'The body is not a valid multipart form.': 'Der Body ist kein gültiges Multipart-Formular.',
  'A form must say its length in Content-Length.': 'Ein Formular muss seine Länge in Content-Length angeben.',
  'Each file must say its Content-Type.': 'Jede Datei muss ihren Content-Type angeben.',
  'Choose another boundary: this one has a reserved word.':
    'Wählen Sie eine andere Boundary: Diese enthält ein reserviertes Wort.',
  'The form is too large: {{name}} takes at most {{maximum}} files.':
    'Das Formular ist zu groß: {{name}} nimmt höchstens {{maximum}} Dateien.',
  'The form is too large: all fields together may have {{maximum}} bytes.':
    'Das Formular ist zu groß: Alle Felder zusammen dürfen {{maximum}} Byte haben.',
  'The form is too large. At most: {{limits}}.': 'Das Formular ist zu groß. Höchstens: {{limits}}.',
  // What several features need.
  'There is no such patron.': 'Dieses Bibliothekskonto gibt es nicht.',
  'There is no such book.': 'Dieses Buch gibt es nicht.',
  'There is no such copy.': 'Dieses Exemplar gibt es nicht.',
  'The e-mail address of the account is not verified yet.':
    'Die E-Mail-Adresse des Kontos ist noch nicht bestätigt.',
  'A page takes changes only from its own forms.':
    'Eine Seite nimmt Änderungen nur aus ihren eigenen Formularen an.',
};
