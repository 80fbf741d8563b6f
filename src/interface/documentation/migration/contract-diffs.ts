import { minors, type MountedVersion } from '../../kernel/declaration/version.js';
import { openApiDocument } from '../openapi/document.js';
import { Contract } from './contract.js';
import type { Difference } from './difference.js';
import { majorOf } from './guide-address.js';
import { majorDifferences } from './major-differences.js';
import { minorDifferences } from './minor-differences.js';
import type { WholeSuccession } from './succession.js';

/** A major, and how it continues in the next one, if it says so. */
export interface SuccessiveVersion extends MountedVersion {
  readonly succession: WholeSuccession | undefined;
}

/** The differences between the contracts that are served. */
export interface ContractDiffs {
  /** All served minors of all majors, oldest first. */
  minors(): readonly string[];
  /**
   * All differences from one minor to a newer one, of the same major or of the next one.
   * @returns undefined for an unknown minor, an older one, or a major that does not say how it continues there
   */
  between(from: string, to: string): readonly Difference[] | undefined;
}
export const ContractDiffs = Symbol('documentation.ContractDiffs');

/** Derives them from the documents, the change modules and the successions. Each is made at its first use and kept. */
export class DerivedContractDiffs implements ContractDiffs {
  private readonly contracts = new Map<string, Contract>();
  private readonly made = new Map<string, readonly Difference[] | undefined>();

  /** @param versions known only after all routes are resolved */
  constructor(private readonly versions: () => readonly SuccessiveVersion[]) {}

  minors(): readonly string[] {
    return this.versions().flatMap(({ version }) => minors(version));
  }

  between(from: string, to: string): readonly Difference[] | undefined {
    const known = this.minors();
    if (!known.includes(from) || known.indexOf(to) <= known.indexOf(from)) return undefined;
    const pair = `${from} ${to}`;
    if (!this.made.has(pair)) this.made.set(pair, this.derive(from, to));
    return this.made.get(pair);
  }

  /** The contract of a minor that is served. */
  contract(minor: string): Contract {
    const { version, routes } = this.versionOf(minor);
    const contract = this.contracts.get(minor) ?? new Contract(openApiDocument(version, routes, minor));
    this.contracts.set(minor, contract);
    return contract;
  }

  private derive(from: string, to: string): readonly Difference[] | undefined {
    const mounted = this.versionOf(from);
    if (majorOf(from) === majorOf(to)) return this.withinMajor(mounted, from, to);
    if (majorOf(to) !== majorOf(from) + 1 || !mounted.succession) return undefined;
    return majorDifferences(this.contract(from), this.contract(to), mounted.succession);
  }

  private withinMajor(mounted: SuccessiveVersion, from: string, to: string): readonly Difference[] {
    const all = minors(mounted.version);
    const between = all.slice(all.indexOf(from) + 1, all.indexOf(to) + 1);
    const changes = mounted.version.changes.filter(({ minor }) => between.includes(minor));
    return minorDifferences(mounted, changes, this.contract(from), ({ minor }) => ({
      before: this.contract(all[all.indexOf(minor) - 1] ?? from),
      after: this.contract(minor),
    }));
  }

  private versionOf(minor: string): SuccessiveVersion {
    const found = this.versions().find(({ version }) => version.major === majorOf(minor));
    if (!found) throw new Error(`There is no minor ${minor}.`);
    return found;
  }
}
