import { expect } from 'chai';
import { tmpdir } from 'node:os';
import { allDocuments, readDocument, scriptNames } from '../support/documents.js';
import { codeSpans, section, tableRows } from '../support/markdown.js';
import { endProcesses } from '../support/real-process.js';
import { cli } from '../support/service-process.js';

const page = readDocument('docs/commands.md').text;

/** `npm start` and `npm test` need no `run`. */
const command = (script: string): string =>
  ['start', 'test'].includes(script) ? `\`npm ${script}\`` : `\`npm run ${script}\``;

/** A call of the command-line program that a page shows. */
interface Call {
  readonly name: string;
  readonly options: readonly string[];
}

function callsIn(text: string): Call[] {
  return codeSpans(text).flatMap((span) => {
    const [, script = '', rest = ''] = /^npm run (cli|db:\w+) -- (.*)$/.exec(span) ?? [];
    const words = [...script.split(':').filter((word) => word !== 'cli'), ...rest.split(' ')];
    const name = words.slice(0, words[0] === 'db' ? 2 : 1).join(' ');
    return script === '' || name.startsWith('-')
      ? []
      : { name, options: words.filter((word) => word.startsWith('--')) };
  });
}

/** The commands that the program lists in its help, without `help` itself. */
async function listedCommands(): Promise<string[]> {
  const { stdout } = await cli(tmpdir(), ['--help']);
  const [, list = ''] = stdout.split('\nCommands:\n');
  const names = [...list.matchAll(/^ {2}([a-z-]+)/gm)].map(([, name = '']) => name);
  return names.filter((name) => name !== 'help');
}

describe('The page of the commands', function () {
  this.timeout(60_000);
  after(endProcesses);

  it('has every script of package.json in one of its tables, and nothing else', () => {
    const names = tableRows(page).map(([name = '']) => name);
    const scripts = names.filter((name) => !name.includes(' -- '));
    expect(scripts).to.have.members(scriptNames().map(command));
  });

  it('has every command of the command-line program', async () => {
    const shown = tableRows(section(page, 'Command line')).map(([cell = '']) => callsIn(cell)[0]?.name);
    const names = shown.map((name) => name?.split(' ')[0]);
    expect(names).to.have.members(await listedCommands());
  });
});

describe('The documents', function () {
  this.timeout(60_000);
  after(endProcesses);

  it('name only commands and options that the command-line program has', async () => {
    const named = allDocuments().flatMap(({ text }) => callsIn(text));
    expect(named.map(({ name }) => name)).to.include.members(['create-admin', 'config', 'db seed']);
    const names = [...new Set(named.map(({ name }) => name))];
    const helps = await Promise.all(names.map((name) => cli(tmpdir(), [...name.split(' '), '--help'])));
    for (const [at, name] of names.entries()) {
      const help = helps[at]?.stdout ?? '';
      expect(help).to.match(new RegExp(`^Usage: shelflife ${name}\\b`));
      const options = named.flatMap((call) => (call.name === name ? call.options : []));
      for (const option of options) expect(help).to.include(`${option} `);
    }
  });
});
