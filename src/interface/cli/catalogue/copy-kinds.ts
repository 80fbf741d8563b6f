import { CopyKindService } from '../../../application/catalogue/kinds/copy-kind-service.js';
import { knownCodesCommand } from '../kernel/known-codes-command.js';

export const copyKinds = knownCodesCommand(CopyKindService, {
  name: 'copy-kinds',
  codes: 'kinds of copies',
  option: 'the new kind, such as audiobook',
  added: 'Copies can now be of the kind',
});
