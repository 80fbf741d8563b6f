import { minors, versionPath, type MountedVersion } from '../../kernel/declaration/version.js';
import type { Route } from '../../kernel/declaration/route.js';
import { Contract } from '../migration/contract.js';
import { operationsPath } from '../viewer/operation-link.js';
import { documentInTurns } from '../openapi/in-turns.js';

/** An API with the contract of its newest minor, which is made when it is first asked for. */
export class DocumentedApi {
  readonly title: string;
  /** The newest that is served. */
  readonly minor: string;
  /** Such as `/v2` or `/ops/v1`. */
  readonly home: string;
  private made: Promise<Contract> | undefined;

  constructor(readonly mounted: MountedVersion) {
    const { version } = mounted;
    this.title = version.title;
    this.minor = minors(version).at(-1) ?? version.baseline;
    this.home = versionPath(version);
  }

  get routes(): readonly Route[] {
    return this.mounted.routes;
  }

  /** The page of all its operations. */
  get index(): string {
    return operationsPath(this.mounted.version);
  }

  pathOf(operationId: string): string {
    return `${this.index}/${operationId}`;
  }

  contract(): Promise<Contract> {
    return (this.made ??= this.derive());
  }

  private async derive(): Promise<Contract> {
    const { version, routes } = this.mounted;
    return new Contract(await documentInTurns(version, routes, this.minor));
  }
}
