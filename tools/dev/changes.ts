import { watch, type FSWatcher } from 'node:fs';

/** An editor and git write several files at once: this long nothing has to change before a change is reported. */
const quietMs = 100;

/** Reports that sources below some folders have changed. */
export class Changes {
  readonly #watchers: readonly FSWatcher[];
  #quiet: NodeJS.Timeout | undefined;
  #changed = Promise.withResolvers<void>();

  constructor(folders: readonly string[]) {
    this.#watchers = folders.map((folder) =>
      watch(folder, { recursive: true }, (_, name) => {
        if (name?.endsWith('.ts')) this.#note();
      }),
    );
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

  #note(): void {
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => this.#changed.resolve(), quietMs);
  }
}
