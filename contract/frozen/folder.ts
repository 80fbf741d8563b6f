import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Conversation } from '../conversations/conversation.js';
import { asNode, type Node } from '../differ/node.js';

/** The folder of the frozen files, beside package.json. This file is in `dist/contract/frozen`. */
export const contractsFolder = join(import.meta.dirname, '../../../contracts');

export const documentFile = (major: string, minor: string): string => `${major}/${minor}.openapi.json`;
export const conversationFile = (major: string, id: string): string => `${major}/conversations/${id}.json`;

/** The paths of the frozen files in a folder, sorted, without the lock. */
export function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return globSync('**/*.json', { cwd: folder }).toSorted();
}

export function isThere(folder: string, file: string): boolean {
  return existsSync(join(folder, file));
}

export function readText(folder: string, file: string): string {
  return readFileSync(join(folder, file), 'utf8');
}

export function readJson(folder: string, file: string): Node {
  return asNode(JSON.parse(readText(folder, file)));
}

/** Writes a new file. @throws Error when the file exists: frozen files are never overwritten */
export function writeJson(folder: string, file: string, content: object): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), `${JSON.stringify(content, null, 2)}\n`, { flag: 'wx' });
}

/** All frozen conversations of a major. */
export function conversationsOf(folder: string, major: string): Conversation[] {
  return filesIn(folder)
    .filter((file) => file.startsWith(`${major}/conversations/`))
    .map((file) => readJson(folder, file) as unknown as Conversation);
}
