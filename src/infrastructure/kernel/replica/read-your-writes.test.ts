import { expect } from 'chai';
import { ReadYourWrites, type WritePositions } from './read-your-writes.js';
import { latestLsn, firstLsn, parseLsn, type Lsn } from './lsn.js';

const at = (place: number): string => parseLsn(`0/${place.toString(16)}`);

class Shared implements WritePositions {
  isAway = false;
  readonly #positions = new Map<string, Lsn>();

  raise(caller: string, position: Lsn): Promise<void> {
    if (this.isAway) return Promise.reject(new Error('away'));
    this.#positions.set(caller, latestLsn([this.#positions.get(caller) ?? firstLsn, position]));
    return Promise.resolve();
  }

  read(caller: string): Promise<Lsn | undefined> {
    return this.isAway ? Promise.reject(new Error('away')) : Promise.resolve(this.#positions.get(caller));
  }

  forget(): void {
    this.#positions.clear();
  }
}

describe('The writes of callers', () => {
  let now = 0;
  let shared: Shared;
  let here: ReadYourWrites;
  let there: ReadYourWrites;
  beforeEach(() => {
    [now, shared] = [0, new Shared()];
    [here, there] = [new ReadYourWrites(shared, () => now), new ReadYourWrites(shared, () => now)];
  });

  it('are known to every instance, by caller', async () => {
    await here.recordWrite('ann', at(7));
    expect(await there.minimumLsn('ann')).to.equal(at(7));
    expect(await there.minimumLsn('bob')).to.equal(firstLsn);
  });

  it('are known by their latest position, in whichever order they are reported', async () => {
    await Promise.all([
      here.recordWrite('ann', at(9)),
      there.recordWrite('ann', at(8)),
      here.recordWrite('ann', at(5)),
    ]);
    expect([await here.minimumLsn('ann'), await there.minimumLsn('ann')]).to.eql([at(9), at(9)]);
  });

  it('are remembered here when the store loses them, until every replica in use has them', async () => {
    await here.recordWrite('ann', at(7));
    shared.forget();
    expect(await here.minimumLsn('ann')).to.equal(at(7));
    now = 5_000;
    expect(await here.minimumLsn('ann')).to.equal(firstLsn);
  });

  it('are unknown while the store is away, and afterwards for as long as they would have been kept', async () => {
    shared.isAway = true;
    await here.recordWrite('ann', at(7));
    expect(await here.minimumLsn('bob')).to.equal(undefined);
    shared.isAway = false;
    now = 4_999;
    expect(await here.minimumLsn('bob')).to.equal(undefined);
    now = 5_000;
    expect(await here.minimumLsn('bob')).to.equal(firstLsn);
  });
});
