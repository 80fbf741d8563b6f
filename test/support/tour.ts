import { blocks } from './markdown.js';
import { run } from './real-process.js';

/** Commands that belong together, and their expected output. */
export interface Step {
  readonly commands: string;
  /** A line each; `…` stands for any part of a line. */
  readonly outcome: readonly string[];
}

const begins = '<!-- The tour begins. -->';
const ends = '<!-- The tour ends. -->';
const arrow = '# → ';

/** The steps of the tour in a text: its blocks of shell commands, split after every outcome. */
export function stepsOf(text: string): Step[] {
  const tour = text.split(begins)[1]?.split(ends)[0];
  if (tour === undefined) throw new Error('The text has no tour.');
  return stepsIn(tour);
}

/** The steps of all blocks of shell commands in a text. */
export function stepsIn(text: string): Step[] {
  return blocks(text, 'sh').flatMap(stepsOfBlock);
}

function stepsOfBlock(block: string): Step[] {
  return block.split(/(?<=^# → .*\n)(?!# → |$)/m).map((part) => {
    const lines = part.trimEnd().split('\n');
    return {
      commands: lines.filter((line) => !line.startsWith(arrow)).join('\n'),
      outcome: lines.filter((line) => line.startsWith(arrow)).map((line) => line.slice(arrow.length)),
    };
  });
}

/**
 * Runs the steps in one shell, as if pasted, and returns the output of each, errors included.
 * @param env the environment of the shell, beside the path to programs
 */
export async function walk(
  steps: readonly Step[],
  folder: string,
  env: Readonly<Record<string, string>> = {},
): Promise<string[]> {
  const script = ['exec 2>&1', ...steps.map(({ commands }) => `${commands}\nprintf '\\036'`)].join('\n');
  const { stdout } = await run('bash', ['-c', script], { cwd: folder, env }).ended;
  return stdout.split('\u001E').slice(0, -1);
}

/** Whether a step printed its expected output, line by line. */
export function isAsSaid(printed: string, { outcome }: Step): boolean {
  const lines = printed.split('\n').filter((line) => line !== '');
  return lines.length === outcome.length && lines.every((line, at) => fits(line, outcome[at] ?? ''));
}

function fits(line: string, pattern: string): boolean {
  const literal = pattern.split('…').map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`));
  return new RegExp(`^${literal.join('.*')}$`).test(line);
}
