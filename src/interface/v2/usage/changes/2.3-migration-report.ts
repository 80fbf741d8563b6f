import { operation } from '../../../kernel/declaration/additions.js';
import type { ContractChange } from '../../../kernel/declaration/contract-change.js';

export const migrationReport: ContractChange = {
  id: 'v2-migration-report',
  minor: '2.3',
  title: '`GET /v2/me/migration-report` lists the changes that concern the own calls.',
  why: 'The owner of a client sees what their own code must change, with counts and examples, and nothing else.',
  adds: [operation('getMigrationReport')],
};
