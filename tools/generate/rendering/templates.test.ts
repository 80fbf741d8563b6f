import { parseSync } from '@swc/core';
import { expect } from 'chai';
import { pluralize } from 'inflection';
import { entityOf, readFeature } from '../spec/feature.js';
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

/** The names that a text of code gives or uses, except for those of properties of something. */
function namesIn(text: string): string[] {
  const found: string[] = [];
  const tree = parseSync(text, { syntax: 'typescript', decorators: true, target: 'es2024' });
  JSON.stringify(tree, (key, node: unknown) => {
    const { type, value } = (node ?? {}) as Record<string, unknown>;
    if (type === 'KeyValueProperty') return { value };
    if (type === 'Identifier' && key !== 'property') found.push(String(value));
    return node;
  });
  return found;
}

describe('The names that the templates use', () => {
  it('are no names of features: their code would have two meanings for one name', async () => {
    const fields =
      'a1:text=It a2:integer=1 a3:boolean a4:date a5:datetime? a6:enum(a|b)=a a7:datetime b1:ref(catalogue.book)? ' +
      'b2:ref(catalogue.copy)';
    const minors = new Map([...dated.minors, [1, '1.9']]);
    const files = await filesOf('.', readFeature('gizmos', fields.split(' '), 'v1,v2'), { ...dated, minors });
    const names = new Set([...files.values()].flatMap(namesIn));
    const own = [...names].filter((name) => /gizmo/i.test(name));
    const around = own.map((name) => new RegExp(`^${name.replace(/gizmos?/i, '([A-Za-z][a-z]{2,29})')}$`));
    const others = [...names].filter((name) => !own.includes(name));
    const taken = others.flatMap((name) => around.map((each) => each.exec(name)?.[1]?.toLowerCase() ?? ''));
    // What the references lead to is in use, which is refused elsewhere.
    const words = new Set(taken.filter((word) => !['', 'book', 'copy'].includes(word)));
    expect(words.size).to.be.greaterThan(100);
    const possible = [...words].filter((word) => [word, pluralize(word)].some((name) => canBeMade(name)));
    expect(possible.toSorted().join(' ')).to.equal('');
  });
});

function canBeMade(name: string): boolean {
  try {
    return entityOf(name) !== '';
  } catch {
    return false;
  }
}
