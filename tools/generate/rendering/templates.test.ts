import { expect } from 'chai';
import { readFeature } from '../spec/feature.js';
import { filesOf } from './templates.js';

const dated = { date: '20270115T100000', minors: new Map([[2, '2.9']]) };
const made = (written: string) => filesOf('.', readFeature('slogans', [written], 'v2'), dated);

describe('The files of a feature', function () {
  this.timeout(20_000);
  let plain: Map<string, string>;
  before(async () => (plain = await made('tone:text=calm')));

  for (const fallback of ['ENTITY', '${x}', "an announcement's __name__", 'References', 'IsInt()']) {
    it(`hold the default ${fallback} as it was written, and are otherwise those of any default`, async () => {
      const literal = fallback.includes("'") ? `"${fallback}"` : `'${fallback}'`;
      const given = `tone:text=${fallback}`;
      for (const [path, text] of await made(given)) {
        const asPlain = text
          .replace(given.includes(' ') ? `"${given}"` : given, 'tone:text=calm')
          .replaceAll(literal, "'calm'");
        expect(asPlain, path).to.equal(plain.get(path));
      }
    });
  }
});
