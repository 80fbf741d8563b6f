import type { Language } from '../../../domain/kernel/language.js';
import type { MinorSource } from '../../../application/kernel/request/request-observer.js';
import type { Stage } from '../../../domain/usage/mails/stages.js';

/** What a stage says. The places in braces are those of a section. */
interface StageWords {
  /** After the name of the client. */
  readonly subject: string;
  readonly lead: string;
}

/** The words of a mail to the owner of a client, in one language. */
export interface DigestWords {
  readonly stages: Readonly<Record<Stage, StageWords>>;
  readonly greeting: string;
  readonly more: string;
  readonly ahead: string;
  readonly report: string;
  readonly deprecated: string;
  readonly sunset: string;
  readonly noSunset: string;
  readonly successor: string;
  readonly noSuccessor: string;
  readonly guide: string;
  readonly use: string;
  readonly part: string;
  readonly request: string;
  readonly sources: Readonly<Record<MinorSource, string>>;
  readonly changes: string;
  readonly rehearsal: string;
  readonly list: string;
  readonly why: string;
  readonly closing: string;
}

const english: DigestWords = {
  stages: {
    gone: {
      subject: 'calls something that is gone',
      lead: 'This ended on {{sunset}}. Your calls get the status 410.',
    },
    't-1': {
      subject: 'calls something that ends within a day',
      lead: 'This ends on {{sunset}} at 00:00 UTC, within a day, and your client still calls it.',
    },
    't-3': {
      subject: 'calls something that ends within 3 days',
      lead: 'This ends on {{sunset}} at 00:00 UTC, within 3 days, and your client still calls it.',
    },
    't-7': {
      subject: 'calls something that ends within 7 days',
      lead: 'This ends on {{sunset}} at 00:00 UTC, within 7 days, and your client still calls it.',
    },
    't-14': {
      subject: 'calls something that ends within 14 days',
      lead: 'This ends on {{sunset}} at 00:00 UTC, within 14 days, and your client still calls it.',
    },
    brownout_ahead: {
      subject: 'will be refused for a short time',
      lead: 'Your client calls this, and it will be switched off for a short time.',
    },
    brownout_report: {
      subject: 'was refused for a short time',
      lead: 'Your client called this while it was switched off for a short time.',
    },
    new_user: {
      subject: 'has begun to call something deprecated',
      lead: 'Your client has begun to call this, which is deprecated. New code should use the successor.',
    },
    announce: {
      subject: 'calls something that is deprecated',
      lead: 'Your client calls this, which is deprecated. Please change it to use the successor.',
    },
    weekly: {
      subject: 'still calls something deprecated',
      lead: 'Your client still calls this. It ends on {{sunset}}.',
    },
    monthly: {
      subject: 'still calls something deprecated',
      lead: 'Your client still calls this, which is deprecated.',
    },
    clean: {
      subject: 'is done',
      lead: 'You are done: your client has not called this for 14 days. The last call was at {{lastAt}}.',
    },
  },
  greeting: 'This is about your client {{{client}}} of the API of the library at {{{home}}}.',
  more: '(and {{more}} more)',
  ahead:
    'It is planned to be switched off from {{from}} to {{until}}. Calls then get the status 410, and nothing is written. ' +
    'After that it works as before, until {{sunset}}.',
  report:
    'It was switched off from {{from}} to {{until}}. {{refused}} of your calls got the status 410. From {{sunset}} on, ' +
    'all of them will.',
  deprecated: 'Deprecated from',
  sunset: 'Ends on',
  noSunset: 'no day is set',
  successor: 'Successor',
  noSuccessor: 'nothing replaces it',
  guide: 'Guide',
  use: '{{calls}} {{#isOne}}call{{/isOne}}{{^isOne}}calls{{/isOne}} in 30 days, the last at {{lastAt}}',
  part: 'with',
  request:
    'request {{{requestId}}}, status {{status}}, as minor {{{minor}}} ({{source}}), by {{{userAgent}}}',
  sources: {
    header: 'asked for by API-Version',
    pin: 'pinned for the client',
    default: 'the default of the major',
  },
  changes: 'What your client has to change, computed from its calls',
  rehearsal: 'To see the answer of the day on which it ends, without any effect',
  list: 'All deprecated parts that your clients call, as it is now',
  why: 'You get this mail, at most one a day, because you are the contact of this client.',
  closing: 'Your library',
};

const german: DigestWords = {
  stages: {
    gone: {
      subject: 'ruft etwas auf, das abgeschaltet ist',
      lead: 'Das wurde am {{sunset}} abgeschaltet. Ihre Aufrufe bekommen den Status 410.',
    },
    't-1': {
      subject: 'ruft etwas auf, das innerhalb eines Tages endet',
      lead: 'Das endet am {{sunset}} um 00:00 UTC, innerhalb eines Tages, und Ihr Client ruft es noch auf.',
    },
    't-3': {
      subject: 'ruft etwas auf, das innerhalb von 3 Tagen endet',
      lead: 'Das endet am {{sunset}} um 00:00 UTC, innerhalb von 3 Tagen, und Ihr Client ruft es noch auf.',
    },
    't-7': {
      subject: 'ruft etwas auf, das innerhalb von 7 Tagen endet',
      lead: 'Das endet am {{sunset}} um 00:00 UTC, innerhalb von 7 Tagen, und Ihr Client ruft es noch auf.',
    },
    't-14': {
      subject: 'ruft etwas auf, das innerhalb von 14 Tagen endet',
      lead: 'Das endet am {{sunset}} um 00:00 UTC, innerhalb von 14 Tagen, und Ihr Client ruft es noch auf.',
    },
    brownout_ahead: {
      subject: 'wird für kurze Zeit abgewiesen',
      lead: 'Ihr Client ruft das auf, und es wird für kurze Zeit abgeschaltet.',
    },
    brownout_report: {
      subject: 'wurde für kurze Zeit abgewiesen',
      lead: 'Ihr Client hat das aufgerufen, während es für kurze Zeit abgeschaltet war.',
    },
    new_user: {
      subject: 'ruft neuerdings etwas Abgekündigtes auf',
      lead: 'Ihr Client ruft das neuerdings auf. Es ist abgekündigt; neuer Code soll den Nachfolger verwenden.',
    },
    announce: {
      subject: 'ruft etwas auf, das abgekündigt ist',
      lead: 'Ihr Client ruft das auf. Es ist abgekündigt; bitte stellen Sie ihn auf den Nachfolger um.',
    },
    weekly: {
      subject: 'ruft noch etwas Abgekündigtes auf',
      lead: 'Ihr Client ruft das noch auf. Es endet am {{sunset}}.',
    },
    monthly: {
      subject: 'ruft noch etwas Abgekündigtes auf',
      lead: 'Ihr Client ruft das noch auf. Es ist abgekündigt.',
    },
    clean: {
      subject: 'ist fertig',
      lead: 'Sie sind fertig: Ihr Client hat das seit 14 Tagen nicht mehr aufgerufen. Der letzte Aufruf war am {{lastAt}}.',
    },
  },
  greeting: 'Es geht um Ihren Client {{{client}}} an der API der Bibliothek unter {{{home}}}.',
  more: '(und {{more}} weitere)',
  ahead:
    'Es soll von {{from}} bis {{until}} abgeschaltet sein. Aufrufe bekommen dann den Status 410, und nichts wird ' +
    'geschrieben. Danach geht es wie vorher, bis zum {{sunset}}.',
  report:
    'Es war von {{from}} bis {{until}} abgeschaltet. Ihre Aufrufe mit dem Status 410: {{refused}}. Ab dem {{sunset}} ' +
    'bekommen ihn alle.',
  deprecated: 'Abgekündigt ab',
  sunset: 'Endet am',
  noSunset: 'noch kein Tag festgelegt',
  successor: 'Nachfolger',
  noSuccessor: 'nichts ersetzt es',
  guide: 'Anleitung',
  use: '{{calls}} {{#isOne}}Aufruf{{/isOne}}{{^isOne}}Aufrufe{{/isOne}} in 30 Tagen, der letzte am {{lastAt}}',
  part: 'mit',
  request:
    'Anfrage {{{requestId}}}, Status {{status}}, als Minor {{{minor}}} ({{source}}), von {{{userAgent}}}',
  sources: {
    header: 'mit API-Version verlangt',
    pin: 'für den Client festgelegt',
    default: 'Vorgabe der Hauptversion',
  },
  changes: 'Was Ihr Client ändern muss, berechnet aus seinen Aufrufen',
  rehearsal: 'So sehen Sie die Antwort des Tages, an dem es endet, ohne jede Wirkung',
  list: 'Alles Abgekündigte, das Ihre Clients aufrufen, nach jetzigem Stand',
  why: 'Sie bekommen diese Nachricht, höchstens eine am Tag, weil Sie der Kontakt dieses Clients sind.',
  closing: 'Ihre Bibliothek',
};

export const digestWords: Readonly<Record<Language, DigestWords>> = { en: english, de: german };
