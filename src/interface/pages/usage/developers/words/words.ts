import type { LifecycleState } from '../../../../../domain/kernel/lifecycle/lifecycle-days.js';

/** The words of the page for developers. Texts between backticks become code. */
export interface DeveloperWords {
  readonly title: string;
  readonly lead: string;
  readonly signOut: string;
  readonly footer: string;
  readonly contents: string;
  readonly none: string;
  readonly never: string;

  readonly endings: string;
  readonly nothingEnds: string;
  readonly states: Readonly<Record<LifecycleState, string>>;
  readonly from: (deprecated: string) => string;
  readonly until: (sunset: string) => string;
  readonly withoutSunset: string;
  readonly instead: string;
  readonly nothingInstead: string;
  readonly guide: string;
  readonly users: string;
  readonly evidence: (calls: number) => string;
  readonly agreed: (day: string) => string;
  readonly putOff: (day: string) => string;
  readonly notAgreed: string;

  readonly answerTitle: string;
  readonly answerLead: string;
  readonly agreeButton: string;
  readonly extendLabel: string;
  readonly extendHint: string;
  readonly extendButton: string;
  readonly clientLabel: string;
  readonly allClients: string;
  readonly answered: string;
  readonly allAnswered: string;

  readonly rehearsalTitle: string;
  readonly rehearsalLead: string;
  readonly copy: string;
  readonly copied: string;

  readonly clients: string;
  readonly noClients: string;
  readonly kinds: Readonly<Record<'key' | 'account' | 'program', string>>;
  readonly revoked: string;
  readonly ownAccount: string;
  readonly owner: string;
  readonly setContact: string;

  readonly usage: string;
  readonly usageLead: string;
  readonly usageCut: (rows: number) => string;

  readonly report: string;
  readonly reportLead: string;
  readonly reportFrom: string;
  readonly reportTo: string;
  readonly reportButton: string;

  readonly mails: string;
  readonly mailsLead: string;
  /** By the names in the table; others are shown as they are. */
  readonly stages: Readonly<Record<string, string>>;
  readonly mailStates: Readonly<Record<'queued' | 'delivered' | 'bounced' | 'untold', string>>;

  readonly column: Readonly<
    Record<
      | 'client'
      | 'kind'
      | 'contact'
      | 'second'
      | 'muted'
      | 'calls'
      | 'refused'
      | 'lastCall'
      | 'operation'
      | 'part'
      | 'minor'
      | 'answer'
      | 'time'
      | 'requestId'
      | 'userAgent'
      | 'status'
      | 'mail'
      | 'about'
      | 'address'
      | 'state',
      string
    >
  >;
  readonly sources: Readonly<Record<'header' | 'pin' | 'default', string>>;
  readonly dayMissing: string;
}
