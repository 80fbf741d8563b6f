import type { MailLinks } from '../../../application/usage/mails/mail-links.js';
import type { Route } from '../../kernel/declaration/route.js';
import {
  minors,
  versionPath,
  type MountedVersion,
  type ServedVersions,
} from '../../kernel/declaration/version.js';

/** The pages for people, and the addresses of operations among the routes that are served. */
export class ServedMailLinks implements MailLinks {
  /** @param home the URL of the service as people reach it */
  constructor(
    private readonly served: Pick<ServedVersions, 'versions'>,
    readonly home: string,
  ) {}

  get list(): string {
    return `${this.home}/developers`;
  }

  report(minor: string): string {
    const to = this.served.versions.map(({ version }) => minors(version).at(-1)).at(-1) ?? '';
    return `${this.list}/migration-report?${new URLSearchParams({ from: minor, to }).toString()}`;
  }

  operation(major: number, operationId: string): { method: string; url: string } | undefined {
    const mounted = this.served.versions.find(({ version }) => version.major === major);
    const route = mounted && routeOf(mounted, operationId);
    return mounted && route && { method: route.method, url: this.url(mounted, route) };
  }

  /** A shell would expand braces, so a place in a path is a word in capitals. */
  private url({ version }: MountedVersion, { path }: Route): string {
    const filled = path.replaceAll(/:(\w+)/g, (_place, name: string) => name.toUpperCase());
    return `${this.home}${versionPath(version)}${filled}`;
  }
}

function routeOf({ routes }: MountedVersion, operationId: string): Route | undefined {
  return routes.find((route) => route.operationId === operationId);
}
