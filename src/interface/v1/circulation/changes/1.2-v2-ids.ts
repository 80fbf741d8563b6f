import type { ContractChange } from '../../../kernel/declaration/contract-change.js';
import { fields } from '../../../kernel/declaration/additions.js';
import { LoanV1, PopularBookV1 } from '../shapes.js';

export const v2Ids: ContractChange = {
  id: 'v1-v2-ids-of-loans',
  minor: '1.2',
  title: 'Loans have `v2_id`, their id in `/v2`; so has each of the most borrowed books.',
  why: 'A client that moves to `/v2` finds there the loans that it knows from `/v1`.',
  adds: [fields(LoanV1, 'v2_id'), fields(PopularBookV1, 'v2_id')],
};
