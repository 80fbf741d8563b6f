import { openApiDocument } from '../../src/interface/documentation/openapi/document.js';
import type { ContractChange } from '../../src/interface/kernel/declaration/contract-change.js';
import { minors, type MountedVersion } from '../../src/interface/kernel/declaration/version.js';
import { changesAfter } from '../../src/interface/kernel/declaration/contract-change.js';
import type { Addition } from '../../src/interface/kernel/declaration/additions.js';
import { compare } from '../differ/compare.js';
import type { Trial } from './trials.js';

/** A change with one entry of its list left out or spoilt. */
interface Forgetful {
  readonly title: string;
  readonly change: ContractChange;
  readonly instead: ContractChange;
}

/**
 * Leaves out every entry in the lists of the change modules, and every stand-in. Answers, refusals and checks of requests
 * follow from the same list as the documents, so that the check of the documents must find each.
 */
export function tryAdditions(versions: readonly MountedVersion[]): Trial {
  const tried = versions.flatMap((mounted) =>
    mounted.version.changes
      .flatMap(forgetfulOf)
      .map((mutant) => ({ mutant, isNoticed: isNoticed(mounted, mutant) })),
  );
  const missed = tried.filter((each) => !each.isNoticed);
  return { tried: tried.length, wrong: missed.map(({ mutant }) => `not noticed: ${mutant.title}`) };
}

function forgetfulOf(change: ContractChange): Forgetful[] {
  const { adds = [] } = change;
  return adds.flatMap((addition) => {
    const others = adds.filter((each) => each !== addition);
    return partsOf(addition).map(([part, rest]) => ({
      title: `change ${change.id} forgets ${part}`,
      change,
      instead: { ...change, adds: [...others, ...rest] },
    }));
  });
}

/**
 * Each part of an entry, and what is left of the entry without it. An operation follows from its route. No document has
 * tags: the replay of older conversations compares them.
 */
function partsOf(addition: Addition): [part: string, rest: Addition[]][] {
  if (addition.adds === 'operation' || addition.adds === 'tag part') return [];
  if (addition.adds === 'code') return [[`the stand-in of ${addition.reason.code}`, []]];
  const { shape } = addition;
  if (addition.adds === 'fields') {
    return addition.names.map((name) => [
      `${shape.name}.${name}`,
      [{ ...addition, names: addition.names.filter((each) => each !== name) }],
    ]);
  }
  return addition.values.map((value) => [
    `the value ${value} of ${shape.name}.${addition.field}`,
    [{ ...addition, values: addition.values.filter((each) => each !== value) }],
  ]);
}

/** Whether the document of a minor before the change is another one now, or the newer one a step that is not allowed. */
function isNoticed({ version, routes }: MountedVersion, { change, instead }: Forgetful): boolean {
  const changes = version.changes.map((each) => (each === change ? instead : each));
  const forgetful = { ...version, changes };
  const all = minors(version);
  const older = all.filter((minor) => changesAfter(minor, [change], all).length > 0);
  return older.some((minor) => {
    const frozen = plain(openApiDocument(version, routes, minor));
    return compare(frozen, plain(openApiDocument(forgetful, routes, minor)), 'same').length > 0;
  });
}

function plain(document: object): object {
  return JSON.parse(JSON.stringify(document)) as object;
}
