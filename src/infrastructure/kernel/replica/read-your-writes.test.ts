import { expect } from 'chai';
import { OwnWrites, type SharedFloors } from './read-your-writes.js';
import { latest, theBeginning, walPosition, type WalPosition } from './lsn.js';

const at = (place: number): string => walPosition(`0/${place.toString(16)}`);

class Shared implements SharedFloors {
  isAway = false;
  readonly #floors = new Map<string, WalPosition>();

  raise(caller: string, position: WalPosition): Promise<void> {
    if (this.isAway) return Promise.reject(new Error('away'));
    this.#floors.set(caller, latest([this.#floors.get(caller) ?? theBeginning, position]));
    return Promise.resolve();
  }

  read(caller: string): Promise<WalPosition | undefined> {
    return this.isAway ? Promise.reject(new Error('away')) : Promise.resolve(this.#floors.get(caller));
  }

  forget(): void {
    this.#floors.clear();
  }
}

describe('What callers have written', () => {
  let now = 0;
  let shared: Shared;
  let here: OwnWrites;
  let there: OwnWrites;
  beforeEach(() => {
    [now, shared] = [0, new Shared()];
    [here, there] = [new OwnWrites(shared, () => now), new OwnWrites(shared, () => now)];
  });

  it('is known to every instance, for each caller by himself', async () => {
    await here.wrote('ann', at(7));
    expect(await there.floorOf('ann')).to.equal(at(7));
    expect(await there.floorOf('bob')).to.equal(theBeginning);
  });

  it('is the last of it, in whichever order it is told', async () => {
    await Promise.all([here.wrote('ann', at(9)), there.wrote('ann', at(8)), here.wrote('ann', at(5))]);
    expect([await here.floorOf('ann'), await there.floorOf('ann')]).to.eql([at(9), at(9)]);
  });

  it('is known here when the store forgets it, until every replica in use shows it', async () => {
    await here.wrote('ann', at(7));
    shared.forget();
    expect(await here.floorOf('ann')).to.equal(at(7));
    now = 5_000;
    expect(await here.floorOf('ann')).to.equal(theBeginning);
  });

  it('is unknown while the store is away and for as long afterwards as it would have been kept', async () => {
    shared.isAway = true;
    await here.wrote('ann', at(7));
    expect(await here.floorOf('bob')).to.equal(undefined);
    shared.isAway = false;
    now = 4_999;
    expect(await here.floorOf('bob')).to.equal(undefined);
    now = 5_000;
    expect(await here.floorOf('bob')).to.equal(theBeginning);
  });
});
