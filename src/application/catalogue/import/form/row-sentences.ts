/** What a reader of files says of a row. The sentences stand here, because they are translated. */
export const rowSentences = {
  quotesKept: { message: 'Quotation marks inside an unquoted cell were taken literally.' },
  quotesOpen: { message: 'The quotation marks do not match.' },
  tooLong: { message: 'The line is longer than {{maximum}} characters.' },
  otherWidth: { message: 'The number of cells is {{number}} where the header has {{expected}}.' },
  otherKind: { message: 'The {{name}} is "{{value}}", which is no {{expected}}.' },
  notDecoded: { message: 'The line is not valid {{encoding}}.' },
  mixed: { message: 'The line is not valid {{encoding}}; the rest of it was read as {{other}}.' },
} as const;
