import { expect } from 'chai';
import { readFeature } from '../spec/feature.js';
import { readField } from '../spec/field.js';
import { fieldMigration } from './field-files.js';

const slogans = readFeature('slogans', ['content:text!'], 'v2');

describe('The files of a further field', () => {
  const migrationsAt = (field: string, date: string) => [...fieldMigration(slogans, readField(field), date)];

  for (const seconds of ['00', '01', '37', '59']) {
    it(`check the values of an enum after its column was added at second ${seconds}`, () => {
      const paths = migrationsAt('tone:enum(calm|loud)?', `20270115T1000${seconds}`).map(([path]) => path);
      expect(paths).to.deep.equal([
        `migrations/20270115T1000${seconds}_slogans_tone.ts`,
        `migrations/20270115T1001${seconds}_slogans_tone_checked.ts`,
      ]);
    });
  }
});
