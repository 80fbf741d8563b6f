import type { AdviceByCode } from '../../documentation/problems/advice.js';

export const advice: AdviceByCode = {
  'imports.import_not_found': {
    means: 'There is no import with this id. Imports are removed seven days after their file was sent.',
    todo: '`listImports` shows those that are kept. Save the rows of `listImportRows` if you need them for longer.',
    repeat: 'No. Send the file again with `importBooks`: what the library has already is not added twice.',
  },
  'imports.options_invalid': {
    means:
      'The options do not fit together, or name a column, a program, a separator or an encoding wrongly.',
    todo:
      'The answer names each wrong option. Without the program that wrote the file in `from`, `columns` must name the ' +
      'column of the title, such as `title=Title`. Try it with `dryRun` first.',
    repeat: 'Not with these options.',
  },
  'imports.import_over': {
    means: 'The import was over before the cancellation arrived: completed, failed, or cancelled already.',
    todo: 'Nothing has to be cancelled. `getImport` shows what was stored, and `listImportRows` each row.',
    repeat: 'No. An import ends only once.',
  },
  'imports.too_many_waiting': {
    means: 'Many files wait to be imported, one after the other. Each of them is kept in the database.',
    todo: '`listImports` shows them. Wait for one, or end one that nobody needs with `cancelImport`.',
    repeat: 'Yes, after one of them is over.',
  },
};
