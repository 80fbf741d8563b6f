import type { MailLinks } from './mail-links.js';

/** A call whose answer on a later day is to be shown. */
export interface RehearsedCall {
  readonly major: number;
  readonly operationId: string;
  /** Empty, or a part such as `query:colour` or `body:shades.colour`. */
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
  const { query, data } = sentFor(element);
  return [
    `curl -i${method === 'GET' ? '' : ` -X ${method}`} '${url}${query}'`,
    `-H "Authorization: Bearer $TOKEN"`,
    `-H 'API-Version: ${minor}'`,
    `-H 'Prefer: lifecycle-at="${sunset}T00:00:00Z"'`,
    ...data,
  ].join(' \\\n  ');
}

/** What sends a part. It is refused before anything is checked, so nothing else has to be in the body. */
function sentFor(element: string): { readonly query: string; readonly data: readonly string[] } {
  const [, place, name = ''] = /^(\w+):(.*)$/.exec(element) ?? [];
  if (place === 'query') return { query: `?${name}=VALUE`, data: [] };
  if (place === 'form') return { query: '', data: [`-F '${name}=VALUE'`] };
  if (place !== 'body') return { query: '', data: [] };
  const body = name.split('.').reduceRight<unknown>((inner, each) => ({ [each]: inner }), 'VALUE');
  return { query: '', data: [`-H 'Content-Type: application/json'`, `-d '${JSON.stringify(body)}'`] };
}
