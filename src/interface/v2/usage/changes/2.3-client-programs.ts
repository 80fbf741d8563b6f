import type { ContractChange } from '../../../kernel/declaration/contract-change.js';
import { operation } from '../../../kernel/declaration/additions.js';

export const clientPrograms: ContractChange = {
  id: 'v2-client-programs',
  minor: '2.3',
  title: 'Programs that patrons use can be registered by those who make them.',
  why: 'Whoever makes a program is told when something that it calls will go away, instead of each of its users.',
  adds: [
    operation('registerProgram'),
    operation('listPrograms'),
    operation('unregisterProgram'),
    operation('getApiKeyContact'),
    operation('setApiKeyContact'),
  ],
};
