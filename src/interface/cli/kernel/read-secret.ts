import { Writable } from 'node:stream';
import { createInterface } from 'node:readline/promises';

/**
 * Reads one line, on a terminal without echo. A secret is never an argument, because the process list and the shell
 * history would show it.
 */
export async function readSecret(prompt: string): Promise<string> {
  const isTerminal = process.stdin.isTTY;
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  if (isTerminal) process.stdout.write(prompt);
  const reader = createInterface({ input: process.stdin, output: silent, terminal: isTerminal });
  try {
    for await (const line of reader) return line;
    return '';
  } finally {
    reader.close();
    if (isTerminal) process.stdout.write('\n');
  }
}
