import { expect } from 'chai';
import { variables } from '../../config/index.js';
import { readDocument } from '../support/documents.js';
import { section, tableRows } from '../support/markdown.js';

/** The rows that the table must have, from the code. Staging and production share a column, with two values where they differ. */
function expectedRows(): string[][] {
  const code = (value: string) => (value === '' ? '' : `\`${value}\``);
  return variables().map(({ name, about, defaults: { development, test, staging, production } }) => {
    const deployed = staging === production ? [production] : [staging, production];
    return [code(name), about, code(development), code(test), deployed.map(code).join(', ')];
  });
}

function asMarkdown(rows: readonly string[][]): string {
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

describe('The page of the configuration', () => {
  it('has every variable in its table, with the description and the defaults of the code', () => {
    const rows = tableRows(section(readDocument('docs/configuration.md').text, 'Variables'));
    const expected = expectedRows();
    const hint = 'npx prettier --write docs/configuration.md aligns it';
    expect(rows, `The table must be (${hint}):\n${asMarkdown(expected)}\n`).to.deep.equal(expected);
  });
});
