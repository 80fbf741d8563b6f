import { dayMs, startOf } from '../../../domain/kernel/lifecycle/lifecycle-days.js';
import type { DeclaredLifecycle } from '../../kernel/settings.js';

/** What is deprecated: an operation, or a part of it. */
type Use = DeclaredLifecycle['uses'][number];

/**
 * The command that shows what a client will get: one request that is answered as on the day of the sunset, or as
 * tomorrow if that is past. What differs from client to client is in capitals.
 * @param home the address of the service, such as `https://library.example`
 */
export function rehearsalCommand(
  home: string,
  { method, path, element }: Use,
  sunset: string,
  now: Date,
): string {
  const day = new Date(Math.max(startOf(sunset).getTime(), now.getTime() + dayMs)).toISOString().slice(0, 10);
  const address = home + path.replaceAll(/\{(\w+)\}/g, (_, name: string) => name.toUpperCase());
  const parameter = /^query:(.+)$/.exec(element)?.[1];
  return [
    `curl -i${method === 'GET' ? '' : ` -X ${method}`} '${address}${parameter === undefined ? '' : `?${parameter}=VALUE`}'`,
    `-H "Authorization: Bearer $TOKEN"`,
    `-H 'Prefer: lifecycle-at="${day}T00:00:00Z"'`,
  ].join(' \\\n  ');
}
