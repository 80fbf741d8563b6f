import type { ImportOptions } from '../../../application/imports/imports.js';
import { optionBounds } from '../../../application/imports/option-bounds.js';
import { fault, type FieldFault } from '../../../domain/kernel/field-fault.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { isStorable } from '../../../domain/kernel/text.js';
import { html, type Html } from '../../documentation/discovery/html.js';
import type { RawForm } from '../../kernel/declaration/form.js';
import { malformedRequest, validationFailed } from '../../kernel/errors/refusals.js';
import { omitUndefined } from '../../kernel/input/omit-undefined.js';
import type { ImportWords } from './words/words.js';

/** The texts of the form by field, for a form that is shown again. */
export type Filled = Readonly<Record<string, string>>;

const orders = ['', 'inverted', 'direct'] as const;

/** The form for a file. A browser does not fill in the file again. */
export function importForm(words: ImportWords, programs: readonly string[], filled: Filled): Html {
  return html`<form class="import" method="post" action="/import" enctype="multipart/form-data">
    <label for="file">${words.file}</label>
    <input id="file" name="file" type="file" required aria-describedby="file-hint" />
    <p class="hint" id="file-hint">${words.fileHint}</p>
    <label for="from">${words.from}</label>
    <select id="from" name="from">
      ${['', ...programs].map((name) => option(name, name || words.noProgram, filled['from']))}
    </select>
    <label for="columns">${words.columns}</label>
    <textarea id="columns" name="columns" rows="4" aria-describedby="columns-hint">
${filled['columns'] ?? ''}</textarea>
    <p class="hint" id="columns-hint">${words.columnsHint}</p>
    ${details(words, filled)} ${copiesOf(words, filled)}
    <label
      ><input
        name="dryRun"
        type="checkbox"
        value="true"
        ${filled['dryRun'] ? 'checked' : ''}
      />${words.dryRun}</label
    >
    <button>${words.submit}</button>
  </form>`;
}

/** How the file is written, for whom the program does not say it. */
function details(words: ImportWords, filled: Filled): Html {
  const text = (name: 'delimiter' | 'encoding' | 'namesSeparator', hint = html``) =>
    html` <label for="${name}">${words[name]}</label>
      <input
        id="${name}"
        name="${name}"
        value="${filled[name] ?? ''}"
        maxlength="${optionBounds[name]}"
      />${hint}`;
  const found = html`<p class="hint">${words.found}</p>`;
  return html`<details>
    <summary>${words.more}</summary>
    ${text('delimiter', found)} ${text('encoding', found)}
    <label for="names">${words.names}</label>
    <select id="names" name="names">
      ${orders.map((order) => option(order, words.namesOrders[order], filled['names']))}
    </select>
    ${text('namesSeparator')}
  </details>`;
}

function copiesOf(words: ImportWords, { copies = '1' }: Filled): Html {
  return html`<label for="copies">${words.copies}</label>
    <input id="copies" name="copies" type="number" min="0" max="${optionBounds.copies}" value="${copies}" />`;
}

function option(value: string, label: string, chosen = ''): Html {
  return html`<option value="${value}" ${value === chosen ? 'selected' : ''}>${label}</option>`;
}

/**
 * The texts of a form that was sent.
 * @throws Refusal `request.malformed` for a field twice, or with characters that cannot be stored
 */
export function textsOf({ form }: RawForm): Filled {
  const texts = Object.entries(form).map(([name, text]) => {
    if (typeof text !== 'string' || !isStorable(text)) throw new Refusal(malformedRequest);
    return [name, text];
  });
  return Object.fromEntries(texts) as Filled;
}

/** @throws Refusal `request.validation_failed` for what is too long, and for a number of copies that is none */
export function optionsOf(filled: Filled): ImportOptions {
  const { columns = '', copies = '1', dryRun } = filled;
  const lines = columns.split(/\r?\n/).filter((line) => line.trim() !== '');
  const faults = faultsOf(filled, lines);
  if (Object.keys(faults).length > 0) throw new Refusal(validationFailed, faults);
  const typed = (text = '') => (text.trim() === '' ? undefined : text);
  return {
    copies: Number(copies),
    dryRun: dryRun === 'true',
    ...omitUndefined({
      columns: lines.length > 0 ? lines : undefined,
      from: typed(filled['from']),
      delimiter: typed(filled['delimiter']),
      encoding: typed(filled['encoding']),
      names: typed(filled['names']),
      // A blank separator is refused, as everywhere.
      namesSeparator: filled['namesSeparator'] || undefined,
    }),
  };
}

function faultsOf(filled: Filled, lines: readonly string[]): Record<string, readonly FieldFault[]> {
  const faults: Record<string, readonly FieldFault[]> = {};
  for (const name of ['from', 'delimiter', 'encoding', 'namesSeparator'] as const)
    if ((filled[name] ?? '').length > optionBounds[name]) faults[name] = [tooLong(optionBounds[name])];
  if (lines.length > optionBounds.columns) faults['columns'] = [tooMany];
  else if (lines.some(({ length }) => length > optionBounds.column)) faults['columns'] = [columnTooLong];
  const { copies = '1' } = filled;
  if (!/^\d{1,4}$/.test(copies) || Number(copies) > optionBounds.copies) faults['copies'] = [noNumber];
  return faults;
}

function tooLong(maximum: number): FieldFault {
  const sentence = '{{field}} must be shorter than or equal to {{maximum}} characters';
  return fault('too_long', sentence, { maximum });
}

const columnTooLong = fault(
  'too_long',
  'each value in {{field}} must be shorter than or equal to {{maximum}} characters',
  { maximum: optionBounds.column },
);
const tooMany = fault('too_many', '{{field}} must contain no more than {{maximum}} elements', {
  maximum: optionBounds.columns,
});
const noNumber = fault('wrong_format', '{{field}} must be a whole number from 0 to {{maximum}}.', {
  format: 'integer',
  maximum: optionBounds.copies,
});
