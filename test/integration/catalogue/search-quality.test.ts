import { expect } from 'chai';
import { measureSearch } from '../../../tools/search-quality/measure.js';
import { seededRandom } from '../../../tools/search-quality/seeded-random.js';
import { startLibrary, type Library } from '../../support/library.js';

const starts =
  `Étude Ocean Señor Harvest Łódź Winter Crème Thunder Málaga Copper Jardín Silver Ångström Velvet Façade
  Marble Naïve Shadow Zürich Ember`.split(/\s+/);
const middles =
  `lantern orchard compass voyager carpenter meridian sparrow festival tapestry cathedral labyrinth
  monument traveller hurricane gardener`.split(/\s+/);
const forms: readonly ((start: string, middle: string, at: number) => string)[] = [
  (start, middle, at) => `${start}/${middle}: Vol.${at}`,
  (start, middle, at) => `The ${start}'s ${middle} (${middle} Series, #${at})`,
  (start, middle) => `${start}-${middle}`,
  (start, middle, at) => `${at}/${at + 1}, ${start} & the ${middle}`,
  (start, middle) => `${start} of the A.B.C. ${middle}?`,
  (start, middle) => `O’${start}: “${middle}”`,
];

/** Titles with punctuation, accents, initials and numbers. Many have the same words. */
const titles = Array.from({ length: 300 }, (_, at) => {
  const random = seededRandom(at);
  const form = forms[at % forms.length];
  const start = starts[random(starts.length)] ?? '';
  return form?.(start, middles[random(middles.length)] ?? '', at) ?? '';
});

describe('The search for a title', () => {
  let library: Library;
  before(async () => {
    library = await startLibrary();
    for (const title of titles) await library.addBook({ title }, 0);
  });
  after(() => library.stop());

  it('has it among its first three hits, also in 95 of 100 titles with a slip', async function () {
    this.timeout(120_000);
    const some = [...new Set(titles)].slice(0, 50);
    const figures = await measureSearch(library.service, some, 1);
    expect(figures.reduce((sum, { searches }) => sum + searches, 0)).to.equal(500);
    for (const { way, searches, missed } of figures)
      expect(missed.length, JSON.stringify(missed)).to.be.at.most(way === 'one slip' ? searches * 0.05 : 0);
  });
});
