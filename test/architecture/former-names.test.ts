import { expect } from 'chai';
import { formerNames, type FormerName } from './former-names.js';
import { formerNamesIn } from './names-in-use.js';
import { projectRoot } from './project.js';
import { parsed, productSources } from './syntax.js';

const names: readonly FormerName[] = [
  { former: 'Turnstile', now: 'AdmissionQueue', as: 'any' },
  { former: 'found', now: 'orRefuse', as: 'function' },
  { former: 'stands', now: 'keep', as: 'member' },
  { former: 'answered', now: 'access-log', as: 'file' },
  { former: 'door', now: 'entry point', as: 'part' },
  { former: 'count', now: 'consumeRateLimit', as: 'function', in: /^src\/interface\/kernel\// },
];

const found = async (path: string, text: string): Promise<string[]> =>
  formerNamesIn([{ path, tree: await parsed(text) }], names);

describe('Names that gave way to terms of the field', function () {
  this.timeout(60_000);

  it('stand nowhere in src', async () => {
    expect(formerNamesIn(await productSources(projectRoot, ['src']), formerNames)).to.deep.equal([]);
  });

  it('stand only once in the list for each place', () => {
    const keys = formerNames.map((name) => `${name.former} ${name.as} ${name.in?.source}`);
    expect(new Set(keys).size).to.equal(keys.length);
  });

  it('give way to another name', () => {
    for (const { former, now } of formerNames) expect(now).not.to.equal(former);
  });

  const caught: readonly (readonly [string, string, string])[] = [
    ['src/a.ts', 'export class Turnstile {}', 'Turnstile, now called AdmissionQueue'],
    ['src/a.ts', "import type { Turnstile } from './b.js';", 'Turnstile, now called AdmissionQueue'],
    ['src/turnstile.ts', 'export const one = 1;', 'Turnstile, now called AdmissionQueue'],
    ['src/a.ts', 'class A { #Turnstile = 1; }', 'Turnstile, now called AdmissionQueue'],
    ['src/a.ts', 'export function found() {}', 'found, now called orRefuse'],
    ['src/a.ts', 'export const found = () => 1;', 'found, now called orRefuse'],
    ['src/a.ts', 'class A { found() {} }', 'found, now called orRefuse'],
    ['src/a.ts', 'interface A { found(): void }', 'found, now called orRefuse'],
    ['src/a.ts', 'const a = { async found() {} };', 'found, now called orRefuse'],
    ['src/a.ts', 'const outcome = { stands: true };', 'stands, now called keep'],
    ['src/a.ts', 'interface Outcome { readonly stands: boolean }', 'stands, now called keep'],
    ['src/a.ts', 'interface Outcome { stands(): boolean }', 'stands, now called keep'],
    ['src/a.ts', 'export const loadDoors = 1;', 'door, now called entry point'],
    ['src/answered.ts', 'export const one = 1;', 'answered, now called access-log'],
    ['src/open-door.ts', 'export const one = 1;', 'door, now called entry point'],
    [
      'src/interface/kernel/pipeline/access-control.ts',
      'class A { count() {} }',
      'count, now called consumeRateLimit',
    ],
  ];
  for (const [path, text, said] of caught) {
    it(`are caught in ${path} with ${JSON.stringify(text)}`, async () => {
      expect(await found(path, text)).to.deep.equal([`${path}: ${said}`]);
    });
  }

  const free: readonly (readonly [string, string])[] = [
    ['src/a.ts', 'export class TurnstileLike {}'],
    ['src/a.ts', 'const turnstile = new AdmissionQueue();'],
    ['src/a.ts', '// the Turnstile of old\nexport const text = "Turnstile";'],
    ['src/a.ts', 'const found = await books.find(); use(found.id);'],
    ['src/a.ts', 'export const answered = 1;'],
    ['src/a.ts', 'export function stands() {} '],
    ['src/a.ts', 'export const indoors = 1, outdoorsy = 2;'],
    ['src/application/loans.ts', 'class A { count() {} }'],
  ];
  for (const [path, text] of free) {
    it(`are not seen in ${path} with ${JSON.stringify(text)}`, async () => {
      expect(await found(path, text)).to.deep.equal([]);
    });
  }
});
