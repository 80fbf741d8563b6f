import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unavailable } from '../../../application/kernel/process/unavailable.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import type { Context } from 'koa';
import type { Route } from '../declaration/route.js';

const folderKey = 'uploadFolder';

/** A request, and the route that it is for. */
interface UploadExchange {
  readonly ctx: Context;
  readonly endpoint: { readonly route: Pick<Route, 'accepts'> };
}

/**
 * Does the work of one request. Where its route accepts files, they get a folder of their own, which is removed when the
 * work has ended, whatever came of it: formidable itself leaves a file behind when there are too many.
 * `uploadFolder` tells where it is.
 * @throws Refusal `kernel.unavailable` when no folder can be made
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

/** The folder of the request whose work is being done. */
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

/** A file may still be opened while the folder goes, so it is tried again. What was done stays done when that fails. */
async function remove(folder: string): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  } catch (error) {
    process.emitWarning(error as Error);
  }
}
