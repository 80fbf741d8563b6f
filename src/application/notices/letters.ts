import type { Language } from '../../domain/kernel/language.js';
import type { Letter } from '../kernel/mail.js';
import type { DayTally, NamedLoan, OverdueLoan } from './due-loans.js';

/** A loan with its due day as text. */
export interface Mentioned extends NamedLoan {
  readonly dueDay: string;
}

export interface Digest {
  readonly language: Language;
  readonly name: string;
  readonly overdue: readonly Mentioned[];
  readonly dueSoon: readonly Mentioned[];
}

export interface OverdueList {
  readonly day: string;
  readonly loans: readonly (OverdueLoan & { readonly dueDay: string })[];
  readonly total: number;
  readonly yesterday: DayTally;
}

/** Writes the text of mails. */
export interface Letters {
  digest(digest: Digest): Letter;
  overdueList(list: OverdueList): Letter;
}
export const Letters = Symbol('notices.Letters');
