import { expect } from 'chai';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownDist } from '../sides/side.js';
import { checkPlaces, only, plantIn } from './plant.js';
import { allPlants } from './try-all-plants.js';

const defect = { name: 'a defect', file: 'a.js', from: '<=', to: '<', touches: only('listBooks') };

describe('A planted defect', () => {
  let dist: string;
  const text = () => readFileSync(join(dist, 'a.js'), 'utf8');
  beforeEach(() => {
    dist = mkdtempSync(join(tmpdir(), 'shelflife-plant-'));
    writeFileSync(join(dist, 'a.js'), 'year <= last');
  });
  afterEach(() => rmSync(dist, { recursive: true }));

  it('changes its place, and can be taken out again', async () => {
    const takeOut = await plantIn(dist, defect);
    expect(text()).to.equal('year < last');
    await takeOut();
    expect(text()).to.equal('year <= last');
  });

  it('is refused when its place is not there, or not once', async () => {
    const tell = (from: string) =>
      plantIn(dist, { ...defect, from }).then(
        () => 'planted',
        (error: Error) => error.message,
      );
    expect(await tell('>=')).to.match(/0 times/);
    expect(await tell('a')).to.match(/2 times/);
  });

  it('has its place in the code of today, whichever it is', async () => {
    await checkPlaces(ownDist, allPlants);
  });
});
