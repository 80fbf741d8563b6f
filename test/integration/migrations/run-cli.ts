import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../../src/cli.js', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  readonly databaseUrl?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** The typed input, after which stdin ends. */
  readonly input?: string;
  readonly folder?: string;
}

/** Runs the command line in a separate process, with only the given environment. */
export async function runCli(args: readonly string[], around: Surroundings = {}): Promise<Ended> {
  const { databaseUrl, environment = {}, input = '', folder } = around;
  const child = spawn(process.execPath, [cli, ...args], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'development',
      ...(databaseUrl && { DATABASE_URL: databaseUrl }),
      ...environment,
    },
  });
  child.stdin.on('error', () => undefined).end(input);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, stdout, stderr };
}
