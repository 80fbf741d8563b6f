import { operation } from '../../../kernel/declaration/additions.js';
import type { ContractChange } from '../../../kernel/declaration/contract-change.js';

export const imports: ContractChange = {
  id: 'v2-imports',
  minor: '2.4',
  title: '`POST /v2/imports` brings the books and copies of a file into the catalogue.',
  why:
    'Until now, files of other programs could be imported only with the command, by somebody who can run it beside the ' +
    'service.',
  adds: [
    operation('importBooks'),
    operation('listImports'),
    operation('getImport'),
    operation('listImportRows'),
    operation('cancelImport'),
  ],
};
