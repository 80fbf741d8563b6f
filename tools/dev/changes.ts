import { readdirSync, watch, type FSWatcher } from 'node:fs';
import { join } from 'node:path';

/** An editor and git write several files at once: this long nothing has to change before a change is reported. */
const quietMs = 100;

/**
 * Reports that sources below some folders have changed. Each folder has a watcher of its own: the recursive one of Node
 * on Linux no longer notices a file that was replaced once, as editors do when they save.
 */
export class Changes {
  #watchers: readonly FSWatcher[] = [];
  #quiet: NodeJS.Timeout | undefined;
  #changed = Promise.withResolvers<void>();

  constructor(private readonly folders: readonly string[]) {
    this.#watch();
  }

  /** Resolves after the next change, at once for one that came since this was last called. */
  async next(): Promise<void> {
    await this.#changed.promise;
    this.#changed = Promise.withResolvers();
  }

  close(): void {
    clearTimeout(this.#quiet);
    for (const watcher of this.#watchers) watcher.close();
  }

  #watch(): void {
    const before = this.#watchers;
    const all = this.folders.flatMap((folder) => [folder, ...foldersIn(folder)]);
    this.#watchers = all.map((folder) => watch(folder, (_, name) => this.#note(name ?? '')));
    for (const watcher of this.#watchers) watcher.on('error', () => undefined);
    for (const watcher of before) watcher.close();
  }

  /** A name without an extension is that of a folder, which may be new. */
  #note(name: string): void {
    if (name.includes('.') && !name.endsWith('.ts')) return;
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => {
      this.#watch();
      this.#changed.resolve();
    }, quietMs);
  }
}

function foldersIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ parentPath, name }) => join(parentPath, name));
}
