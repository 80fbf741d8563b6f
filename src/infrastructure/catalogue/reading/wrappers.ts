const wrapper = /^=\s*(?:"((?:[^"]|"")*)"|(\d[\d.]*))$/;

/** The text of a cell that a program wrote as a formula, to keep a spreadsheet from changing it: `="0140449132"`. */
export function unwrapped(cell: string): string {
  if (!cell.startsWith('=')) return cell;
  const [, text, number] = wrapper.exec(cell) ?? [];
  return text?.replaceAll('""', '"').trim() ?? number ?? cell;
}

/** A line with its wrapped cells as quoted ones. Some programs write the formula without the quotes that CSV demands. */
export function withoutRawWrappers(line: string, delimiter: string): string {
  const end = `\\s*(?:\\${delimiter}|$)`;
  return line.replaceAll(new RegExp(`(^|\\${delimiter})\\s*=(?="(?:[^"]|"")*"${end})`, 'g'), '$1');
}
