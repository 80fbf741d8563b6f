import { setImmediate as nextTurn } from 'node:timers/promises';
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
  /** The minors from which a client can go on, oldest first. */
  origins(): readonly string[];
  /**
   * The minors to which it can go on from there, oldest first: the newer ones of the same major, and those of the next
   * major if the older one says how it continues there. None for an unknown minor.
   */
  targets(from: string): readonly string[];
  /** All differences on the way to such a minor. Undefined for any other one. */
  between(from: string, to: string): Promise<readonly Difference[] | undefined>;
}
export const ContractDiffs = Symbol('documentation.ContractDiffs');

/**
 * Derives them from the documents, the change modules and the successions. Each is made at its first use and kept. A
 * document takes a tenth of a second or two, so each is made in a turn of its own, and other requests go on between them.
 */
export class DerivedContractDiffs implements ContractDiffs {
  private readonly contracts = new Map<string, Promise<Contract>>();
  private readonly made = new Map<string, Promise<readonly Difference[]>>();

  /** @param versions known only after all routes are resolved */
  constructor(private readonly versions: () => readonly SuccessiveVersion[]) {}

  origins(): readonly string[] {
    const known = this.versions().flatMap(({ version }) => minors(version));
    return known.filter((minor) => this.targets(minor).length > 0);
  }

  targets(from: string): readonly string[] {
    const own = this.versions().find(({ version }) => minors(version).includes(from));
    if (!own) return [];
    const all = minors(own.version);
    const next = own.succession && this.versions().find(({ version }) => version.major === majorOf(from) + 1);
    return [...all.slice(all.indexOf(from) + 1), ...(next ? minors(next.version) : [])];
  }

  async between(from: string, to: string): Promise<readonly Difference[] | undefined> {
    if (!this.targets(from).includes(to)) return undefined;
    const pair = `${from} ${to}`;
    const differences = this.made.get(pair) ?? this.derive(from, to);
    this.made.set(pair, differences);
    return differences;
  }

  /** The contract of a minor that is served. */
  contract(minor: string): Promise<Contract> {
    const contract = this.contracts.get(minor) ?? this.read(minor);
    this.contracts.set(minor, contract);
    return contract;
  }

  private async read(minor: string): Promise<Contract> {
    const { version, routes } = this.versionOf(minor);
    await nextTurn();
    return new Contract(openApiDocument(version, routes, minor));
  }

  private async derive(from: string, to: string): Promise<readonly Difference[]> {
    const mounted = this.versionOf(from);
    if (majorOf(from) === majorOf(to) || !mounted.succession) return this.withinMajor(mounted, from, to);
    const older = await this.contract(from);
    return majorDifferences(older, await this.contract(to), mounted.succession);
  }

  private async withinMajor(
    mounted: SuccessiveVersion,
    from: string,
    to: string,
  ): Promise<readonly Difference[]> {
    const all = minors(mounted.version);
    const contracts: Contract[] = [];
    for (const minor of all.slice(all.indexOf(from), all.indexOf(to) + 1))
      contracts.push(await this.contract(minor));
    return minorDifferences(mounted, contracts);
  }

  private versionOf(minor: string): SuccessiveVersion {
    const found = this.versions().find(({ version }) => version.major === majorOf(minor));
    if (!found) throw new Error(`There is no minor ${minor}.`);
    return found;
  }
}
