import { expect } from 'chai';
import { deriveContracts } from '../documents.js';
import { breakingEdits } from '../mutants/breaking-edits.js';
import { alter } from '../mutants/edit.js';
import { harmlessEdits } from '../mutants/harmless-edits.js';
import { operations } from '../mutants/places.js';
import { cases } from './cases.js';
import { compare, differences } from './compare.js';
import { smallDocument } from './fixture.js';
import { told } from './report.js';
import { rules } from './rules/rules.js';

const rulesOf = (before: object, after: object) => differences(before, after).map(({ rule }) => rule);

describe('The differ', function () {
  this.timeout(60_000);
  let documents: object[];

  before(async () => {
    const majors = await deriveContracts();
    documents = majors.flatMap(({ minors }) => minors.slice(-1).map(({ document }) => document));
  });

  it('has at least sixty rules', () => {
    expect(Object.keys(rules)).to.have.length.of.at.least(60);
  });

  it('finds nothing between a document and itself', () => {
    for (const document of documents)
      expect(differences(document, structuredClone(document))).to.deep.equal([]);
  });

  for (const { rule, how = '', before, after } of cases) {
    it(`finds ${[rule, how].join(' ').trim()}, which ${rules[rule].breaks.length > 0 ? `breaks: ${rules[rule].breaks.join(', ')}` : 'is allowed'}`, () => {
      const [frozen, derived] = [smallDocument(), smallDocument()];
      before(frozen);
      after(derived);
      expect(rulesOf(frozen, derived)).to.include(rule);
      for (const mode of ['same', 'compatible'] as const) {
        const isFinding = compare(frozen, derived, mode).some((finding) => finding.rule === rule);
        expect(isFinding, mode).to.equal(rules[rule].breaks.includes(mode));
      }
    });
  }

  for (const edit of breakingEdits) {
    it(`finds ${edit.title} in real documents`, () => {
      for (const document of documents) {
        for (const { before: was, after: is, where } of alter(document, edit, 1)) {
          expect(rulesOf(was, is), where).to.include(edit.rule);
        }
      }
    });
  }

  for (const edit of harmlessEdits) {
    it(`allows: ${edit.title}`, () => {
      for (const document of documents) {
        for (const { before: was, after: is } of alter(document, edit, 1)) {
          expect(compare(was, is, 'same').map(told)).to.deep.equal([]);
        }
      }
    });
  }

  it('has an example of every rule', () => {
    const shown = new Set([...cases.map(({ rule }) => rule), ...breakingEdits.map(({ rule }) => rule)]);
    expect(Object.keys(rules).filter((rule) => !shown.has(rule as keyof typeof rules))).to.deep.equal([]);
  });

  it('reports where a difference is, with the old and the new value', () => {
    const derived = smallDocument();
    derived['components'].schemas.Thing.properties.a.type = 'integer';
    const [finding] = compare(smallDocument(), derived, 'same');
    expect(finding && told(finding)).to.equal(
      'response.type-changed at getThing → 200 → body → a: ["string"] → ["integer"] ' +
        `(${rules['response.type-changed'].title})`,
    );
  });

  it('follows recursive references of components, and terminates', () => {
    expect(operations(smallDocument())).to.have.length(2);
    expect(differences(smallDocument(), smallDocument())).to.deep.equal([]);
  });
});
