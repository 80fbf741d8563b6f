import type { SampleRequest } from './sample-request.js';

/** The request as TypeScript with `fetch`, for Node. */
export function typescriptSample(request: SampleRequest): string {
  const options = [
    ...(request.method === 'GET' ? [] : [`method: ${quoted(request.method)},`]),
    ...headersOf(request),
    ...bodyOf(request),
  ];
  const url = quoted(request.url);
  const values =
    options.length === 0 ? url : [`${url}, {`, ...options.map((line) => indented(line)), '}'].join('\n');
  return [
    ...formOf(request),
    `const response = await ${called('fetch', values)};`,
    'if (!response.ok) throw new Error(await response.text());',
    outcome[request.answers],
  ].join('\n');
}

const outcome: Readonly<Record<SampleRequest['answers'], string>> = {
  json: 'console.log(await response.json());',
  text: 'console.log(await response.text());',
  nothing: 'console.log(response.status);',
};

function headersOf({ needsToken, hasKey, headers }: SampleRequest): string[] {
  const lines = [
    ...(needsToken ? ["Authorization: `Bearer ${process.env['TOKEN']}`,"] : []),
    ...(hasKey ? ["'Idempotency-Key': crypto.randomUUID(),"] : []),
    ...Object.entries(headers).map(([name, value]) => `${quoted(name)}: ${quoted(value)},`),
  ];
  return lines.length === 0 ? [] : ['headers: {', ...lines.map((line) => indented(line)), '},'];
}

function bodyOf({ json, form }: SampleRequest): string[] {
  if (form) return ['body: form,'];
  return json === undefined ? [] : [`body: JSON.stringify(${JSON.stringify(json, null, 2)}),`];
}

function formOf({ form }: SampleRequest): string[] {
  if (!form) return [];
  const parts = form.map(({ name, text = '', file }) =>
    file === undefined
      ? `form.append(${quoted(name)}, ${quoted(text)});`
      : `form.append(${quoted(name)}, await openAsBlob(${quoted(file)}), ${quoted(file)});`,
  );
  return ["import { openAsBlob } from 'node:fs';", '', 'const form = new FormData();', ...parts];
}

function called(name: string, values: string): string {
  return `${name}(${values})`;
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '  ');
}

/** A text of JSON is one of TypeScript, too. Single quotes are easier to read where the text has none of its own. */
function quoted(text: string): string {
  return /['\\\n]/.test(text) ? JSON.stringify(text) : `'${text}'`;
}
