import type { Databases } from '../sides/databases.js';
import type { Line } from '../sides/line.js';
import { startSide, type Side } from '../sides/side.js';
import { opening } from '../content/fill.js';
import type { WireRequest } from '../sides/exchange.js';
import { talkWith, type Wish } from '../requests/talk-with.js';
import type { Heard } from '../requests/talk.js';

/** Requests and answers of a sound build, and the library from which they begin. */
export interface Scene {
  readonly library: string;
  readonly heard: readonly Heard[];
}

/**
 * Talks with a sound build, and begins a new scene after so many requests: a copy of the library is kept, and the
 * process begins anew, as it does for each defect. So a defect is tried in every scene from the same state, whatever it
 * has changed in the scene before.
 */
export class Recording implements Pick<Line, 'send'> {
  readonly scenes: { library: string; heard: Heard[] }[] = [];
  private side: Side | undefined;
  private sent = 0;

  constructor(
    private readonly databases: Databases,
    private readonly dist: string,
    private readonly library: string,
    private readonly scenesEach: number,
  ) {}

  async record(wish: Wish): Promise<readonly Scene[]> {
    await talkWith(this, wish, (heard) => {
      this.scenes.at(-1)?.heard.push(heard);
      return Promise.resolve();
    });
    await this.side?.stop();
    return this.scenes;
  }

  async send(request: WireRequest) {
    if (this.sent++ % this.scenesEach === 0) await this.begin();
    if (!this.side) throw new Error('No scene has begun.');
    return this.side.line.send(request);
  }

  private async begin(): Promise<void> {
    await this.side?.stop();
    this.scenes.push({ library: await this.databases.copy(this.library), heard: [] });
    this.side = await startSide(this.dist, this.library, opening);
  }
}
