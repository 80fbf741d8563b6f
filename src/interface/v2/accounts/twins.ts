import type { PatronView } from '../../../application/accounts/views.js';
import { twin } from '../../kernel/twins/twin.js';
import type { Patron } from './patrons/patron-shapes.js';
import { presentPatron } from './patrons/present-patron.js';

/** What this major says of a patron that other majors say, too. */
export const twins = [
  twin<PatronView>({
    kind: 'patron',
    operations: ['getMe', 'getPatron', 'listPatrons'],
    present: presentPatron,
    meaning: (answer) => {
      const { username, email, firstName, lastName, role, createdAt } = answer as Patron;
      return { username, email, firstName, lastName, role, createdAt };
    },
  }),
];
