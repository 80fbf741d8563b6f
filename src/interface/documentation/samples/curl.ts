import type { FormPart, SampleRequest } from './sample-request.js';

/** The request as a command of a POSIX shell. */
export function curlSample({
  method,
  url,
  needsToken,
  hasKey,
  headers,
  json,
  form = [],
}: SampleRequest): string {
  const given = Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
  const options = [
    ...(needsToken ? ['-H "Authorization: Bearer $TOKEN"'] : []),
    ...(hasKey ? ['-H "Idempotency-Key: $(openssl rand -hex 16)"'] : []),
    ...given,
    ...(json === undefined ? [] : [`-d ${quoted(JSON.stringify(json, null, 2))}`]),
    ...form.map((part) => `-F ${quoted(partOf(part))}`),
  ];
  return [`curl${method === 'GET' ? '' : ` -X ${method}`} ${quoted(url)}`, ...options].join(' \\\n  ');
}

function partOf({ name, text, file }: FormPart): string {
  return file === undefined ? `${name}=${text}` : `${name}=@${file}`;
}

/** Between single quotes, a shell takes everything but a single quote as it is. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
