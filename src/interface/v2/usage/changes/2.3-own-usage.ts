import type { ContractChange } from '../../../kernel/declaration/contract-change.js';
import { operation } from '../../../kernel/declaration/additions.js';

export const ownUsage: ContractChange = {
  id: 'v2-own-usage',
  minor: '2.3',
  title: '`GET /v2/me/usage` shows what your keys, your account and your programs have called.',
  why: 'Before you move to another version, you know which operations, minors and deprecated parts you really use.',
  adds: [operation('listMyUsage'), operation('getDeveloper'), operation('switchDeveloper')],
};
