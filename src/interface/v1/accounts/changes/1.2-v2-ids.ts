import type { ContractChange } from '../../../kernel/declaration/contract-change.js';
import { fields } from '../../../kernel/declaration/additions.js';
import { Deleted } from '../../deleted.js';
import { UserV1 } from '../shapes.js';

export const v2Ids: ContractChange = {
  id: 'v1-v2-ids-of-users',
  minor: '1.2',
  title: 'Users have `v2_id`, their id in `/v2`; so has the answer to each deletion.',
  why: 'A client that moves to `/v2` finds there the patrons that it knows from `/v1`.',
  adds: [fields(UserV1, 'v2_id'), fields(Deleted, 'v2_id')],
};
