import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The folder of the project. This file is compiled to `dist/packages/client/test`. */
export const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** The packages that a user of the client gets, from folders, so that no registry is needed. */
const packed = ['packages/client', 'node_modules/openapi-fetch', 'node_modules/openapi-typescript-helpers'];

/** An empty folder in which somebody has installed the client. */
export interface Installation {
  readonly folder: string;
  remove(): Promise<void>;
}

/** Packs the client and installs it in an empty folder. */
export async function installClient(): Promise<Installation> {
  const folder = await mkdtemp(path.join(tmpdir(), 'shelflife-client-'));
  const sources = packed.map((each) => path.join(root, each));
  await run('npm', ['pack', '--silent', '--pack-destination', folder, ...sources], { cwd: folder });
  const files = (await readdir(folder)).map((file) => `./${file}`);
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', ...files], { cwd: folder });
  return { folder, remove: () => rm(folder, { recursive: true }) };
}
