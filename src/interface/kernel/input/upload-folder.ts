import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unavailable } from '../../../application/kernel/process/unavailable.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import type { Context } from 'koa';
import type { Route } from '../declaration/route.js';

const folderKey = 'uploadFolder';

/** A request and its route. */
interface UploadExchange {
  readonly ctx: Context;
  readonly endpoint: { readonly route: Pick<Route, 'accepts'> };
}

/**
 * Runs the work of one request. If its route accepts files, they get a folder of their own, which is removed after the
 * work, also if it failed: formidable leaves files behind if there are too many. `uploadFolder` returns its path.
 * @throws Refusal `kernel.unavailable` if the folder cannot be created
 */
export function withUploadFolder<T>(
  { ctx, endpoint: { route } }: UploadExchange,
  work: () => Promise<T>,
): Promise<T> {
  return route.accepts?.files ? inFolder(ctx, work) : work();
}

async function inFolder<T>(ctx: Context, work: () => Promise<T>): Promise<T> {
  const folder = await makeFolder();
  ctx.state[folderKey] = folder;
  try {
    return await work();
  } finally {
    await remove(folder);
  }
}

/** The upload folder of the current request. */
export function uploadFolder(ctx: Context): string {
  return ctx.state[folderKey] as string;
}

async function makeFolder(): Promise<string> {
  try {
    return await mkdtemp(path.join(tmpdir(), 'shelflife-upload-'));
  } catch (cause) {
    throw new Refusal(unavailable, undefined, { cause });
  }
}

/**
 * Retries, because a file can still be opened during the removal. A failure only causes a warning: the work is done.
 */
async function remove(folder: string): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  } catch (error) {
    process.emitWarning(error as Error);
  }
}
