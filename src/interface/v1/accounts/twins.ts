import type { PatronView } from '../../../application/accounts/views.js';
import { twin } from '../../kernel/twins/twin.js';
import { presentUser } from './present.js';
import type { UserV1 } from './shapes.js';

/** What this major says of a patron that other majors say, too. */
export const twins = [
  twin<PatronView>({
    kind: 'patron',
    operations: ['getMe', 'getUser', 'listUsers'],
    present: presentUser,
    meaning: (answer) => {
      const { username, email, first_name, last_name, role, created_at } = answer as UserV1;
      return { username, email, firstName: first_name, lastName: last_name, role, createdAt: created_at };
    },
  }),
];
