import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { hashOf, lockFaults, writeLock } from '../frozen/lock.js';
import { addReleases } from '../frozen/releases.js';
import type { Trial } from './trials.js';

const dayMs = 86_400_000;
const dayIn = (days: number): string => new Date(Date.now() + days * dayMs).toJSON().slice(0, 10);
const announcement = (announced: string): string =>
  JSON.stringify({ id: 'end', ends: 'major', announced, deprecated: announced, sunset: dayIn(800) });

const end = 'contracts/v1/lifecycles/end.json';
const files: Readonly<Record<string, string>> = {
  'contracts/v1/1.0.openapi.json': '{"info":"1.0"}',
  'contracts/v1/1.1.openapi.json': '{"info":"1.1"}',
  'contracts/v1/conversations/1.0-talk.json': '{"id":"1.0-talk"}',
  'contracts/v1/conversations/1.1-talk.json': '{"id":"1.1-talk"}',
  'contracts/v2/2.0.openapi.json': '{"info":"2.0"}',
  [end]: announcement(dayIn(0)),
  'contract/library/branch-1/people.ts': "export const people = ['Ada'];",
  'test/clients/v1.0/client.ts': 'export const client = 1;',
  'test/clients/v1.1/client.ts': 'export const client = 2;',
};

/** A careless or a legitimate change of the frozen files in a small project. */
interface PromiseEdit {
  readonly title: string;
  readonly isAllowed?: true;
  /** The served majors after it; both if absent. */
  readonly majors?: readonly string[];
  /** Days from now on which it is judged. */
  readonly in?: number;
  readonly by: (project: Project) => void;
}

/** The project, in a repository of its own. */
class Project {
  readonly root = mkdtempSync(join(tmpdir(), 'shelflife-promises-'));
  readonly contracts = join(this.root, 'contracts');

  constructor() {
    for (const [file, text] of Object.entries(files)) this.write(file, text);
    addReleases(this.contracts, ['1.0', '2.0'], dayIn(0));
    writeLock(this.contracts, ['v1', 'v2'], true);
    this.git('init', '--quiet');
    this.commit();
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.root, file)), { recursive: true });
    writeFileSync(join(this.root, file), text);
  }

  /** Removes files and their lines, as somebody does who thinks of the lock. */
  remove(part: string): void {
    rmSync(join(this.root, part), { recursive: true });
    this.editLock(
      (line) => !line.includes(part.replace(/^contracts[/]/, '  ').replace(/^(?=test|contract[/])/, '../')),
    );
  }

  /** Changes a file and its hash. */
  rewrite(file: string, text: string): void {
    const path = file.startsWith('contracts/') ? file.slice('contracts/'.length) : `../${file}`;
    this.write(file, text);
    this.editLock((line) => !line.endsWith(`  ${path}`));
    appendFileSync(join(this.contracts, 'LOCK'), `${hashOf(this.contracts, path)}  ${path}\n`);
  }

  edit(file: string, change: (text: string) => string): void {
    this.write(file, change(readFileSync(join(this.root, file), 'utf8')));
  }

  commit(): void {
    this.git('add', '--all');
    const who = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.org'];
    this.git(...who, 'commit', '--quiet', '--allow-empty', '--message', 'A change');
  }

  private editLock(keeps: (line: string) => boolean): void {
    this.edit('contracts/LOCK', (text) =>
      text
        .split(/(?<=\n)/)
        .filter((line) => keeps(line.trimEnd()))
        .join(''),
    );
  }

  private git(...words: string[]): void {
    execFileSync('git', words, { cwd: this.root, stdio: 'pipe' });
  }
}

const edits: readonly PromiseEdit[] = [
  { title: 'nothing', isAllowed: true, by: () => undefined },
  ...['contracts/v1/1.0.openapi.json', 'contracts/v1/conversations/1.0-talk.json', end].map((file) => ({
    title: `${file} is changed together with its hash`,
    by: (project: Project) => project.rewrite(file, '{"other":1}'),
  })),
  ...['contract/library/branch-1/people.ts', 'test/clients/v1.0/client.ts'].flatMap((file) => [
    { title: `${file} is changed`, by: (project: Project) => project.write(file, 'export {};') },
    {
      title: `${file} is changed together with its hash`,
      by: (project: Project) => project.rewrite(file, 'export {};'),
    },
    { title: `${file} is removed with its line`, by: (project: Project) => project.remove(file) },
  ]),
  {
    title: 'a conversation is removed with its line',
    by: (project) => project.remove('contracts/v1/conversations/1.0-talk.json'),
  },
  {
    title: 'the announcement names an earlier day',
    by: (project) => project.rewrite(end, announcement(dayIn(-365))),
  },
  {
    title: 'a line of RELEASED has another day',
    by: (project) => project.edit('contracts/RELEASED', (text) => text.replaceAll(dayIn(0), dayIn(9))),
  },
  {
    title: 'a line of RELEASED is removed',
    by: (project) => project.edit('contracts/RELEASED', (text) => text.replace(/^1[.]0.*\n/, '')),
  },
  { title: 'RELEASED is removed', by: (project) => rmSync(join(project.contracts, 'RELEASED')) },
  {
    title: 'a major goes before its sunset',
    majors: ['v2'],
    by: (project) => project.remove('contracts/v1'),
  },
  {
    title: 'a major goes after its sunset, with its clients',
    isAllowed: true,
    majors: ['v2'],
    in: 801,
    by: (project) => {
      project.remove('contracts/v1');
      project.remove('test/clients/v1.0');
    },
  },
  {
    title: 'another major goes',
    majors: ['v1'],
    in: 801,
    by: (project) => project.remove('contracts/v2'),
  },
  ...['contracts/v1/1.1.openapi.json', 'test/clients/v1.1/client.ts'].flatMap((file) => [
    {
      title: `the draft ${file} is changed`,
      isAllowed: true as const,
      by: (project: Project) => project.write(file, '{"other":1}'),
    },
    {
      title: `the draft ${file} is removed`,
      isAllowed: true as const,
      by: (project: Project) => rmSync(join(project.root, file)),
    },
  ]),
  {
    title: 'a released minor gets another conversation',
    isAllowed: true,
    by: (project) => project.rewrite('contracts/v1/conversations/1.0-more.json', '{}'),
  },
];

/** Whether the lock finds every change of a promise, before and after it is committed, and allows all others. */
export function tryPromises(): Trial {
  const outcomes = edits.map((edit) => {
    const project = new Project();
    try {
      edit.by(project);
      const before = outcomeOf(edit, project, 'not committed');
      project.commit();
      return [before, outcomeOf(edit, project, 'committed')].flat();
    } finally {
      rmSync(project.root, { recursive: true });
    }
  });
  return { tried: 2 * edits.length, wrong: outcomes.flat() };
}

function outcomeOf(
  { title, isAllowed, majors, in: days = 0 }: PromiseEdit,
  project: Project,
  when: string,
): string[] {
  const faults = lockFaults(project.contracts, majors ?? ['v1', 'v2'], new Date(Date.now() + days * dayMs));
  if (isAllowed) return faults.map((fault) => `flagged: ${title} (${when}): ${fault}`);
  return faults.length > 0 ? [] : [`not noticed: ${title} (${when})`];
}
