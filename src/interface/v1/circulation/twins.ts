import type { LoanView } from '../../../application/circulation/views.js';
import { twin } from '../../kernel/twins/twin.js';
import { presentLoan } from './present.js';
import type { LoanV1 } from './shapes.js';

/** What this major says of a loan that other majors say, too. Its own reads do not load what others show. */
export const twins = [
  twin<LoanView>({
    kind: 'loan',
    operations: [],
    present: presentLoan,
    meaning: (answer) => {
      const loan = answer as LoanV1;
      return {
        isAnonymous: loan.user_id === null,
        status: loan.status,
        borrowedAt: loan.borrowed_at,
        dueAt: loan.due_date,
        returnedAt: loan.returned_at,
        renewals: loan.renewals,
      };
    },
  }),
];
