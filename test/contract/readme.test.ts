import { expect } from 'chai';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { variables } from '../../config/index.js';
import { projectRoot, readDocument, scriptNames } from '../support/documents.js';
import { codeSpans, section, tableRows } from '../support/markdown.js';
import { endProcesses } from '../support/real-process.js';
import { cli } from '../support/service-process.js';

const readme = readDocument('README.md').text;

/** The cells of the table in a chapter. */
const table = (heading: string): string[][] => tableRows(section(readme, heading));

/** `npm start` and `npm test` need no `run`. */
const command = (script: string): string =>
  ['start', 'test'].includes(script) ? `\`npm ${script}\`` : `\`npm run ${script}\``;

/** What the configuration table must say, by the code itself. A row says once what is the same everywhere. */
function configuration(): string[][] {
  const code = (value: string) => (value === '' ? '' : `\`${value}\``);
  return variables().map(({ name, about, defaults: { development, test, staging, production } }) => {
    expect(staging, `${name}: the table has one column for both`).to.equal(production);
    return [code(name), about, code(development), code(test), code(production)];
  });
}

function asMarkdown(rows: readonly string[][]): string {
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Folders at the root that hold something git keeps. */
function folders(path: string, ignored: readonly string[] = []): string[] {
  return readdirSync(join(projectRoot, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !ignored.includes(`${entry.name}/`))
    .filter(({ name }) => readdirSync(join(projectRoot, path, name)).length > 0)
    .map(({ name }) => `${join(path, name)}/`);
}

/** Commands of the command line that the README names, each with its options. */
function terminalCommands(): { name: string; options: string[] }[] {
  return codeSpans(readme).flatMap((span) => {
    const [, script = '', rest = ''] = /^npm run (cli|db:\w+) -- (.*)$/.exec(span) ?? [];
    const words = [...script.split(':').filter((word) => word !== 'cli'), ...rest.split(' ')];
    const name = words.slice(0, script === 'cli' ? 1 : 2).join(' ');
    return script === '' || name.startsWith('-')
      ? []
      : { name, options: words.filter((word) => word.startsWith('--')) };
  });
}

describe('The README', () => {
  after(endProcesses);

  it('has every script of package.json in its table, in the same words, and nothing else', () => {
    expect(table('Commands').map(([name]) => name)).to.have.members(scriptNames().map(command));
  });

  it('names only commands and options that the command line has', async function () {
    this.timeout(60_000);
    const named = terminalCommands();
    expect(named.map(({ name }) => name)).to.include.members(['create-admin', 'config', 'db seed']);
    const helps = await Promise.all(named.map(({ name }) => cli(tmpdir(), [...name.split(' '), '--help'])));
    for (const [at, { name, options }] of named.entries()) {
      const help = helps[at]?.stdout ?? '';
      expect(help).to.match(new RegExp(`^Usage: shelflife ${name}\\b`));
      for (const option of options) expect(help).to.include(`${option} `);
    }
  });

  it('has every variable of the configuration in its table, as the code describes it', () => {
    const expected = configuration();
    const message = `The table should be (npx prettier --write README.md aligns it):\n${asMarkdown(expected)}\n`;
    expect(table('Configuration'), message).to.deep.equal(expected);
  });

  it('has every folder on its map', () => {
    const ignored = readDocument('.gitignore').text.split('\n');
    const top = folders('', [...ignored, '.git/', 'src/']);
    const onMap = table('The map').map(([cell = '']) => codeSpans(cell)[0]);
    expect(onMap).to.have.members([...top, ...folders('src')]);
  });

  it('shows the two commands that a newcomer needs, each in a block of its own', () => {
    expect(readme)
      .to.include('```sh\nnpm ci && npm start\n```')
      .and.to.include('```sh\nnpm ci && npm test\n```');
  });
});
