import { expect } from 'chai';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { exists, isPath, projectRoot, readDocument } from '../support/documents.js';
import { blocks, codeSpans, section, tableRows } from '../support/markdown.js';

const page = readDocument('docs/quick-reference.md').text;

/** The folders in a folder that hold files which git keeps. */
function folders(path: string, ignored: readonly string[] = []): string[] {
  return readdirSync(join(projectRoot, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !ignored.includes(`${entry.name}/`))
    .filter(({ name }) => readdirSync(join(projectRoot, path, name)).length > 0)
    .map(({ name }) => `${join(path, name)}/`);
}

describe('The quick reference', () => {
  it('lists every folder', () => {
    const ignored = readDocument('.gitignore').text.split('\n');
    const top = folders('', [...ignored, '.git/', 'src/']);
    const listed = tableRows(section(page, 'The folders')).map(([cell = '']) => codeSpans(cell)[0]);
    expect(listed).to.have.members([...top, ...folders('src')]);
  });

  it('has a file here for each term of a Flask project', () => {
    const rows = tableRows(section(page, 'From Flask to Shelflife'));
    const named = rows.map(([term = '']) => term.toLowerCase()).join('\n');
    for (const term of [
      'application factory',
      'blueprint',
      'route',
      'model',
      'schema',
      'session',
      'extension',
    ]) {
      expect(named).to.include(term);
    }
    const withoutFile = rows.filter((cells) => !codeSpans(cells.at(-1) ?? '').some(isPath));
    expect(withoutFile).to.deep.equal([]);
  });

  it('names only files that exist in the diagram of a request', () => {
    const [diagram = ''] = blocks(page, 'mermaid');
    const files = diagram.match(/\b(?:src|config|migrations)\/[\w./-]+/g) ?? [];
    expect(files).to.have.length.of.at.least(8);
    expect(files.filter((file) => !exists(file))).to.deep.equal([]);
  });
});
