import { fault } from '../../../../domain/kernel/field-fault.js';
import { ImportFault } from './import-fault.js';

const names: Readonly<Record<string, string>> = { tab: '\t', '\\t': '\t', comma: ',', semicolon: ';' };

/**
 * The separator of cells that somebody names.
 * @throws ImportFault if it is not a character that can separate cells
 */
export function readDelimiter(text: string): string {
  const known = text.toLowerCase();
  const delimiter = (Object.hasOwn(names, known) ? names[known] : undefined) ?? text;
  if (/^[^\w\s"]$|^\t$/.test(delimiter)) return delimiter;
  const message = '{{field}} must be one character, such as ";" or "|", or the word tab.';
  throw new ImportFault('delimiter', fault('wrong_format', message, { format: 'character' }));
}
