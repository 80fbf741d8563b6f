import type { LoanRecord } from '../../../application/circulation/views.js';
import { twin } from '../../kernel/twins/twin.js';
import { presentLoan } from './present.js';
import type { Loan } from './shapes.js';

/** What this major says of a loan that other majors say, too. */
export const twins = [
  twin<LoanRecord>({
    kind: 'loan',
    operations: ['getLoan', 'listLoans', 'listMyLoans'],
    present: presentLoan,
    meaning: (answer) => {
      const { patronId, status, borrowedAt, dueAt, returnedAt, renewals } = answer as Loan;
      return { isAnonymous: patronId === null, status, borrowedAt, dueAt, returnedAt, renewals };
    },
  }),
];
