import { expect } from 'chai';
import { readFeature } from '../spec/feature.js';
import { readField } from '../spec/field.js';
import { fieldChange, fieldMigration } from './field-files.js';

const slogans = readFeature('slogans', ['content:text!'], 'v2');

describe('The files of a further field', () => {
  const migrationsAt = (field: string, date: string) => [
    ...fieldMigration(['slogans'], 'slogan', readField(field), date),
  ];

  for (const seconds of ['00', '01', '37', '59']) {
    it(`check the values of an enum after its column was added at second ${seconds}`, () => {
      const paths = migrationsAt('tone:enum(calm|loud)?', `20270115T1000${seconds}`).map(([path]) => path);
      expect(paths).to.deep.equal([
        `migrations/20270115T1000${seconds}_slogans_tone.ts`,
        `migrations/20270115T1001${seconds}_slogans_tone_checked.ts`,
      ]);
    });
  }

  it('hold a default as it was written, whatever it means in code or in SQL', () => {
    for (const [given, stored] of [
      ["Bob's", "'Bob''s'"],
      ['${process.pid}', "'\\${process.pid}'"],
      ['$& $1', "'$& $1'"],
    ] as const) {
      const [, text] = migrationsAt(`source:text=${given}`, '20270115T100000')[0] ?? [];
      expect(text).to.include(`add column source text not null default ${stored}\``);
    }
  });

  const path = 'src/interface/v2/slogans/index.ts';
  const changedBy = (index: string) =>
    fieldChange(
      '.',
      slogans,
      readField('source:text?'),
      { major: 2, draft: '2.9' },
      new Map([[path, index]]),
    ).get(path);
  const imports = "import { A } from './a.js';\nimport {\n  one,\n  two,\n} from './changes/2.8-one.js';\n";
  const importsAfter = `${imports}import { sloganSource } from './changes/2.9-slogan-source.js';\n`;

  it('are listed in the index of the feature, however long its list is', () => {
    for (const list of ['[one, two]', '[\n  one,\n  two,\n]'])
      expect(changedBy(`${imports}\nexport const changes = ${list};\n`)?.replaceAll(/\s/g, '')).to.equal(
        `${importsAfter}export const changes = [one, two, sloganSource];`.replaceAll(/\s/g, ''),
      );
  });

  it('are refused when that index has no such list, or no import', () => {
    for (const index of [`${imports}\nexport const others = [one];\n`, 'export const changes = [one];\n'])
      expect(() => changedBy(index)).to.throw(`${path} was changed`);
  });
});
