import { expect } from 'chai';
import { formerNames, type FormerName } from './former-names.js';
import { formerNamesIn } from './names-in-use.js';
import { projectRoot, sourceFolders } from './project.js';
import { allSources, parsed } from './syntax.js';

const folders = [...sourceFolders, 'bench/peers', 'bench/src', 'contract', 'test', 'tools'];
/** The list of the former names itself, and the client of 1.0, which stays as it was written for 1.0. */
const exempt = /^test\/(?:architecture\/former-names[.]ts|clients\/v1[.]0\/)/;

const names: readonly FormerName[] = [
  { former: 'OwnWrites', now: 'ReadYourWrites', as: 'any' },
  { former: 'found', now: 'orRefuse', as: 'function' },
  { former: 'stands', now: 'keep', as: 'member' },
  { former: 'answered', now: 'access-log', as: 'file' },
  { former: 'door', now: 'entry point', as: 'part' },
  { former: 'count', now: 'consumeRateLimit', as: 'function', in: /^src\/interface\/kernel\// },
];

const found = async (path: string, text: string): Promise<string[]> =>
  formerNamesIn([{ path, tree: await parsed(text) }], names);

describe('Names that terms of the field have replaced', function () {
  this.timeout(60_000);

  it('are not used in any code, tests and tools included', async () => {
    const sources = (await allSources(projectRoot, folders)).filter(({ path }) => !exempt.test(path));
    expect(formerNamesIn(sources, formerNames)).to.deep.equal([]);
  });

  it('are listed once for each place', () => {
    const keys = formerNames.map((name) => `${name.former} ${name.as} ${name.in?.source}`);
    expect(new Set(keys).size).to.equal(keys.length);
  });

  it('are each replaced by another name', () => {
    for (const { former, now } of formerNames) expect(now).not.to.equal(former);
  });

  const caught: readonly (readonly [string, string, string])[] = [
    ['src/a.ts', 'export class OwnWrites {}', 'OwnWrites, now called ReadYourWrites'],
    ['src/a.ts', "import type { OwnWrites } from './b.js';", 'OwnWrites, now called ReadYourWrites'],
    ['src/own-writes.ts', 'export const one = 1;', 'OwnWrites, now called ReadYourWrites'],
    ['src/own-writes/a.ts', 'export const one = 1;', 'OwnWrites, now called ReadYourWrites'],
    ['src/a.ts', 'class A { #OwnWrites = 1; }', 'OwnWrites, now called ReadYourWrites'],
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
    ['test/support/two-doors/a.ts', 'export const one = 1;', 'door, now called entry point'],
    ['test/support/a.ts', 'const DOOR = 1;', 'door, now called entry point'],
    ['test/support/a.ts', 'class A { openDoor() {} }', 'door, now called entry point'],
    [
      'src/interface/kernel/limits/request-limits.ts',
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
    ['src/a.ts', 'export class OwnWritesLike {}'],
    ['src/a.ts', '// the OwnWrites of old\nexport const text = "OwnWrites";'],
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
