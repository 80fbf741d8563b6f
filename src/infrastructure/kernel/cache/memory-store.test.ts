import { expect } from 'chai';
import { MemoryStore } from './memory-store.js';

const entry = (tags: readonly string[], generations: readonly string[]) => ({
  key: 'list',
  text: () => 'text',
  seconds: 60,
  tags,
  generations,
});

describe('The generations of the cache in memory', () => {
  let store: MemoryStore;
  beforeEach(() => (store = new MemoryStore()));

  it('are stable until they are removed', async () => {
    const before = await store.standing(['book', 'copy']);
    expect(await store.standing(['book', 'copy'])).to.deep.equal(before);
  });

  it('begin anew when they are removed, and no others do', async () => {
    const [book, copy] = await store.standing(['book', 'copy']);
    await store.remove(['book']);
    const [newBook, sameCopy] = await store.standing(['book', 'copy']);
    expect(newBook).not.to.equal(book);
    expect(sameCopy).to.equal(copy);
  });

  it('allow an entry while all of its own are unchanged', async () => {
    expect(await store.keep(entry(['book'], await store.standing(['book'])))).to.equal(true);
  });

  it('refuse an entry when one of its own was removed meanwhile', async () => {
    const tags = ['book', 'copy'];
    const generations = await store.standing(tags);
    await store.remove(['copy']);
    expect(await store.keep(entry(tags, generations))).to.equal(false);
  });

  it('are all removed at once', async () => {
    const before = await store.standing(['book']);
    store.clear();
    expect(await store.standing(['book'])).not.to.deep.equal(before);
  });
});
