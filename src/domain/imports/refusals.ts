import { reason } from '../kernel/refusal.js';

export const importNotFound = reason(
  'not_found',
  'imports.import_not_found',
  'There is no such import, or it was removed after its seven days.',
);
export const optionsInvalid = reason(
  'invalid',
  'imports.options_invalid',
  'The file cannot be read with these options.',
);
export const importOver = reason(
  'conflict',
  'imports.import_over',
  'The import is over: it cannot be cancelled any more.',
);
export const tooManyWaiting = reason(
  'conflict',
  'imports.too_many_waiting',
  '{{number}} imports are waiting already. Send the file again when one of them is over.',
);
