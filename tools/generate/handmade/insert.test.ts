import { expect } from 'chai';
import { inserted, type Importable, type Insertion } from './insert.js';

describe('Inserting into a source file', () => {
  const path = 'src/domain/lamps/lamp.ts';
  const put = (
    text: string,
    place: Partial<Insertion>,
    importable: Importable = new Map(),
    declarations?: string,
  ) =>
    inserted(
      path,
      text,
      [{ declaration: 'Lamp', beside: 'watts', times: 1, text: 'added', ...place }],
      importable,
      declarations,
    ).trim();

  for (const [what, before, after] of [
    ['an interface', 'interface Lamp { watts: number; }', 'interface Lamp { watts: number;\nadded }'],
    [
      'a class, and not in its methods',
      'class Lamp { @Is() watts = 3; on() { return { watts: 1 }; } }',
      'class Lamp { @Is() watts = 3;\nadded on() { return { watts: 1 }; } }',
    ],
    ['a list of names', "type Lamp = Pick<A, 'watts' | 'b'>;", "type Lamp = Pick<A, 'watts' | added | 'b'>;"],
    ['an object', 'const Lamp = { watts: f(1), b };', 'const Lamp = { watts: f(1), added, b };'],
    [
      'what a function returns',
      'function Lamp() { return { watts }; }',
      'function Lamp() { return { watts, added }; }',
    ],
    [
      'an object in a call',
      'export const Lamp = f({ in: { watts: 1 } satisfies X });',
      'export const Lamp = f({ in: { watts: 1, added } satisfies X });',
    ],
  ] as const)
    it(`finds a place in ${what}`, () => {
      expect(put(before, {})).to.equal(after);
    });

  it('finds a place in a method, and in the default export', () => {
    const method = 'class Lamp { off() { this.watts = 0; } }';
    expect(put(method, { declaration: 'Lamp.off' })).to.equal(
      'class Lamp { off() { this.watts = 0;\nadded } }',
    );
    expect(put('export default { watts: 1 };', { declaration: 'default' })).to.equal(
      'export default { watts: 1, added };',
    );
  });

  it('finds it in a file with letters of several bytes, also after another file was read', () => {
    for (const name of ['Ö', '灯', '🔦'])
      expect(put(`// ${name}\nconst Lamp = { '${name}': 1, watts: 2 };`, {})).to.equal(
        `// ${name}\nconst Lamp = { '${name}': 1, watts: 2, added };`,
      );
  });

  it('refuses a place that is not there, or not as often, by its name', () => {
    for (const place of [{ declaration: 'Torch' }, { beside: 'volts' }, { times: 2 }])
      expect(() => put('const Lamp = { watts: 1 };', place), JSON.stringify(place)).to.throw(path);
  });

  it('imports what is used and not imported yet', () => {
    const importable: Importable = new Map([
      ['IsInt', { from: 'rules' }],
      ['IsText', { from: 'rules' }],
      ['Bulb', { from: 'src/domain/bulb.js', isType: true }],
      ['bulbs', { from: 'src/domain/bulb.js' }],
    ]);
    const used = { text: "@IsInt() b: Bulb = f(bulbs, 'IsText');" };
    const source =
      "import { IsText } from 'rules';\nimport type { A } from '../bulb.js';\nclass Lamp { watts = 1; }";
    expect(put(source, used, importable)).to.equal(
      "import { IsText, IsInt } from 'rules';\nimport type { A, Bulb } from '../bulb.js';\n" +
        `import { bulbs } from '../bulb.js';\n\nclass Lamp { watts = 1;\n${used.text} }`,
    );
  });

  it('puts declarations after the imports', () => {
    expect(
      put("import { a } from 'a';\nconst Lamp = { watts: 1 };", {}, new Map(), 'type B = 1;\n'),
    ).to.equal("import { a } from 'a';\ntype B = 1;\n\nconst Lamp = { watts: 1, added };");
  });
});
