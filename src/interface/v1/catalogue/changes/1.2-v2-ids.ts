import type { ContractChange } from '../../../kernel/declaration/contract-change.js';
import { fields } from '../../../kernel/declaration/additions.js';
import { BookV1 } from '../shapes.js';

export const v2Ids: ContractChange = {
  id: 'v1-v2-ids-of-books',
  minor: '1.2',
  title: 'Books have `v2_id`, their id in `/v2`.',
  why: 'A client that moves to `/v2` finds there the books that it knows from `/v1`.',
  adds: [fields(BookV1, 'v2_id')],
};
