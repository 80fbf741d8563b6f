import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { loadTranslations } from '../../../src/composition/start/entry-points.js';
import { allFeatures } from '../../../src/composition/all-features.js';
import type { FieldFault } from '../../../src/domain/kernel/field-fault.js';
import { refusalsOf } from '../../../src/interface/kernel/declaration/declared-refusals.js';
import type { Route } from '../../../src/interface/kernel/declaration/route.js';
import type { Shape } from '../../../src/interface/kernel/shapes/shape.js';
import { faultOfRule, rulesOf } from '../../../src/interface/kernel/input/rule-faults.js';
import { filesOf, projectRoot } from '../../architecture/project.js';
import { startService, type RunningService } from '../../support/service.js';

/** Sentences in the sources: those of a reason or a fault, and those with a parameter. */
const literal = String.raw`('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")`;
const forms = [
  new RegExp(String.raw`\breason\(\s*'\w+',\s*'[\w.]+',\s*${literal}`, 'g'),
  new RegExp(String.raw`\bfault\(\s*'\w+',\s*${literal}`, 'g'),
  new RegExp(String.raw`\bmessage: ${literal}`, 'g'),
  new RegExp(literal, 'g'),
];
/** Mails, pages and the command line have wordings of their own. */
const elsewhere =
  /[.](?:test|fake)[.]ts$|^src\/(?:infrastructure|composition|interface\/(?:cli|pages|translations|worker))\//;

async function sentencesInSources(): Promise<Set<string>> {
  const files = (await filesOf(projectRoot, ['src'])).filter((file) => !elsewhere.test(file));
  const found = files.flatMap((file) => {
    const text = readFileSync(join(projectRoot, file), 'utf8');
    const [any = /$^/g, ...named] = forms.toReversed();
    const sentences = named.flatMap((form) =>
      [...text.matchAll(form)].map(([, each = '']) => unquoted(each)),
    );
    const others = [...text.matchAll(any)].map(([each]) => unquoted(each));
    return [...sentences, ...others.filter((each) => /\{\{\w+\}\}/.test(each))];
  });
  return new Set(found);
}

function unquoted(text: string): string {
  return text.slice(1, -1).replaceAll(/\\(.)/g, '$1');
}

/** Values that break some rules of ours each. */
const oddValues = [null, 0, '', ' ', '\u0000', 'a/b', 'x'];

/** The faults that each rule of a shape, and of the shapes in it, can give. */
function faultsIn(shape: Shape, seen = new Set<Shape>()): { rule: string; faults: FieldFault[] }[] {
  if (seen.has(shape)) return [];
  seen.add(shape);
  return rulesOf(shape)
    .filter(({ type }) => type === 'customValidation' || type === 'nestedValidation')
    .flatMap((rule) => {
      const faults = oddValues.flatMap((value) => faultOfRule(rule, value) ?? []);
      const own = { rule: `${shape.name}.${rule.propertyName} ${rule.name ?? rule.type}`, faults };
      const nested = rule.type === 'nestedValidation' ? typeOf(shape, rule.propertyName) : undefined;
      return [own, ...(nested ? faultsIn(nested, seen) : [])];
    });
}

function typeOf(shape: Shape, property: string): Shape | undefined {
  return defaultMetadataStorage.findTypeMetadata(shape, property)?.typeFunction() as Shape | undefined;
}

function acceptedBy({ accepts = {} }: Route): Shape[] {
  return [accepts.path, accepts.query, accepts.body, accepts.form].filter((each) => each !== undefined);
}

/** The names of the parameters, each once. */
function holesOf(sentence: string): string[] {
  return [...new Set([...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name))].toSorted();
}

describe('The translations', () => {
  let running: RunningService;
  let german: Record<string, string>;
  before(async () => {
    running = await startService({ content: 'migrated' });
    const all = await Promise.all(['kernel', ...allFeatures.map(({ name }) => name)].map(loadTranslations));
    german = Object.assign({}, ...all) as Record<string, string>;
  });
  after(() => running.stop());

  const routes = () =>
    running.service.versions.flatMap(({ version, routes: all }) => all.map((route) => ({ version, route })));
  const rules = () => routes().flatMap(({ route }) => acceptedBy(route).flatMap((shape) => faultsIn(shape)));

  it('are there for every reason that a route declares', () => {
    const said = routes().flatMap(({ version, route }) =>
      refusalsOf(version, route).map(({ message }) => message),
    );
    expect([...new Set(said)].filter((each) => german[each] === undefined)).to.deep.equal([]);
  });

  it('are there for the fault of every rule of every route, and every rule has a fault', () => {
    expect(rules().flatMap(({ rule, faults }) => (faults.length === 0 ? [rule] : []))).to.deep.equal([]);
    const said = rules().flatMap(({ faults }) => faults.map(({ message }) => message));
    expect([...new Set(said)].filter((each) => german[each] === undefined)).to.deep.equal([]);
  });

  it('are there for every sentence in the sources', async () => {
    const said = [...(await sentencesInSources())];
    expect(said).to.have.length.above(100);
    expect(said.filter((each) => german[each] === undefined)).to.deep.equal([]);
  });

  it('have the same parameters as the English sentences, and are other words', () => {
    for (const [english, translated] of Object.entries(german)) {
      expect(holesOf(translated), english).to.deep.equal(holesOf(english));
      expect(translated).to.not.equal(english);
    }
  });

  it('are used, each of them', async () => {
    const said = await sentencesInSources();
    const unused = Object.keys(german).filter((each) => !said.has(each.replace(/^each value in /, '')));
    expect(unused).to.deep.equal([]);
  });

  it('stand in one place only, so that no feature replaces the words of another', async () => {
    const all = await Promise.all(['kernel', ...allFeatures.map(({ name }) => name)].map(loadTranslations));
    const keys = all.flatMap((each) => Object.keys(each));
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).to.deep.equal([]);
  });
});
