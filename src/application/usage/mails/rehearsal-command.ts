import type { MailLinks } from './mail-links.js';

/** A call whose answer on a later day is to be shown. */
export interface RehearsedCall {
  readonly major: number;
  readonly operationId: string;
  /** Empty, or a part such as `query:colour`. */
  readonly element: string;
  readonly minor: string;
}

/** A command for a shell that asks for the answer of the day of a sunset. Undefined for what is not served. */
export function rehearsalCommand(
  { major, operationId, element, minor }: RehearsedCall,
  sunset: string,
  links: Pick<MailLinks, 'operation'>,
): string | undefined {
  const operation = links.operation(major, operationId);
  if (!operation) return undefined;
  const { method, url } = operation;
  const query = element.startsWith('query:') ? `?${element.slice('query:'.length)}=VALUE` : '';
  return [
    `curl -i${method === 'GET' ? '' : ` -X ${method}`} '${url}${query}'`,
    `-H "Authorization: Bearer $TOKEN"`,
    `-H 'API-Version: ${minor}'`,
    `-H 'Prefer: lifecycle-at="${sunset}T00:00:00Z"'`,
  ].join(' \\\n  ');
}
