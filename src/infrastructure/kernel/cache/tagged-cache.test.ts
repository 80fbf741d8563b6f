import { expect } from 'chai';
import sinon, { type SinonFakeTimers } from 'sinon';
import type { CacheStore, Entry } from './cache-store.js';
import { MemoryStore } from './memory-store.js';
import { TaggedCache } from './tagged-cache.js';

const aMinute = { seconds: 60, tags: ['book'] };
const gives = (value: string) => () => Promise.resolve(value);

/** A store that keeps one value, as another instance sees it. Its generations never change. */
class SharedText implements CacheStore {
  text: string | undefined;

  standing(tags: readonly string[]): Promise<readonly string[]> {
    return Promise.resolve(tags);
  }
  read(): Promise<string | undefined> {
    return Promise.resolve(this.text);
  }
  keep(entry: Entry): Promise<boolean> {
    this.text = entry.text();
    return Promise.resolve(true);
  }
  remove(): Promise<void> {
    return Promise.resolve();
  }
}

describe('The lifetime of a cached answer', () => {
  let clock: SinonFakeTimers;
  beforeEach(() => (clock = sinon.useFakeTimers()));
  afterEach(() => clock.restore());

  it('is that of its rule', async () => {
    const cache = new TaggedCache(new MemoryStore());
    await cache.remember('list', aMinute, gives('old'));
    clock.tick(59_999);
    expect(await cache.remember('list', aMinute, gives('new'))).to.deep.equal({ value: 'old', hit: true });
  });

  it('ends after its seconds', async () => {
    const cache = new TaggedCache(new MemoryStore());
    await cache.remember('list', aMinute, gives('old'));
    clock.tick(60_000);
    expect(await cache.remember('list', aMinute, gives('new'))).to.deep.equal({ value: 'new', hit: false });
  });

  it('is not extended by reads', async () => {
    const cache = new TaggedCache(new MemoryStore());
    await cache.remember('list', aMinute, gives('old'));
    clock.tick(30_000);
    await cache.remember('list', aMinute, gives('new'));
    clock.tick(30_000);
    expect(await cache.remember('list', aMinute, gives('new'))).to.include({ value: 'new', hit: false });
  });

  it('begins when the computation is done, however long that took', async () => {
    const cache = new TaggedCache(new MemoryStore());
    const slow = () => new Promise<string>((resolve) => setTimeout(() => resolve('slow'), 5_000));
    const first = cache.remember('list', aMinute, slow);
    await clock.tickAsync(5_000);
    await first;
    clock.tick(59_999);
    expect(await cache.remember('list', aMinute, gives('new'))).to.include({ value: 'slow', hit: true });
  });

  it('is the same in every instance', async () => {
    const shared = new SharedText();
    await new TaggedCache(shared).remember('list', aMinute, gives('old'));
    clock.tick(50_000);
    const here = new TaggedCache(shared);
    await here.remember('list', aMinute, gives('new'));
    shared.text = undefined;
    clock.tick(9_999);
    expect(await here.remember('list', aMinute, gives('new'))).to.include({ value: 'old', hit: true });
    clock.tick(1);
    expect(await here.remember('list', aMinute, gives('new'))).to.include({ value: 'new', hit: false });
  });

  it('is never longer than its rule, even when the clock of another instance is ahead', async () => {
    const shared = new SharedText();
    clock.setSystemTime(3_600_000);
    await new TaggedCache(shared).remember('list', aMinute, gives('old'));
    clock.setSystemTime(0);
    const here = new TaggedCache(shared);
    await here.remember('list', aMinute, gives('new'));
    shared.text = undefined;
    clock.tick(60_000);
    expect(await here.remember('list', aMinute, gives('new'))).to.include({ value: 'new', hit: false });
  });
});
