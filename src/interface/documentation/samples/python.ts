import type { SampleRequest } from './sample-request.js';

/** The request as Python 3 with its standard library; a form with the package `requests`. */
export function pythonSample(request: SampleRequest): string {
  return (request.form ? withRequests(request) : withUrllib(request)).join('\n');
}

function withUrllib(request: SampleRequest): string[] {
  const { url, method, json, needsToken, hasKey, answers } = request;
  const modules = [
    ...(json !== undefined || answers === 'json' ? ['import json'] : []),
    ...(needsToken ? ['import os'] : []),
    'import urllib.request',
    ...(hasKey ? ['import uuid'] : []),
  ];
  const options = [
    `${JSON.stringify(url)},`,
    ...(method === 'GET' ? [] : [`method=${JSON.stringify(method)},`]),
    ...headersOf(request),
    ...(json === undefined ? [] : [`data=json.dumps(${literal(json, '    ')}).encode(),`]),
  ];
  return [
    ...modules,
    '',
    'request = urllib.request.Request(',
    ...options.map((line) => `    ${line}`),
    ')',
    'with urllib.request.urlopen(request) as response:',
    `    print(${outcome[answers]})`,
  ];
}

const outcome: Readonly<Record<SampleRequest['answers'], string>> = {
  json: 'json.load(response)',
  text: 'response.read().decode()',
  nothing: 'response.status',
};

function withRequests(request: SampleRequest): string[] {
  const { url, method, form = [], needsToken, hasKey } = request;
  const texts = form.filter(({ file }) => file === undefined);
  const files = form.flatMap(({ name, file }) => (file === undefined ? [] : [{ name, file }]));
  const options = [
    `${JSON.stringify(method)},`,
    `${JSON.stringify(url)},`,
    ...headersOf(request),
    `data={${texts.map(({ name, text }) => `${JSON.stringify(name)}: ${JSON.stringify(text)}`).join(', ')}},`,
    `files={${files.map(({ name, file }) => `${JSON.stringify(name)}: open(${JSON.stringify(file)}, "rb")`).join(', ')}},`,
  ];
  return [
    ...(needsToken ? ['import os'] : []),
    ...(hasKey ? ['import uuid'] : []),
    'import requests',
    '',
    'response = requests.request(',
    ...options.map((line) => `    ${line}`),
    ')',
    'response.raise_for_status()',
    'print(response.text)',
  ];
}

function headersOf({ needsToken, hasKey, headers }: SampleRequest): string[] {
  const lines = [
    ...(needsToken ? [`"Authorization": f"Bearer {os.environ['TOKEN']}",`] : []),
    ...(hasKey ? ['"Idempotency-Key": str(uuid.uuid4()),'] : []),
    ...Object.entries(headers).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)},`),
  ];
  return lines.length === 0 ? [] : ['headers={', ...lines.map((line) => `    ${line}`), '},'];
}

const words: Readonly<Record<string, string>> = { true: 'True', false: 'False', null: 'None' };

/** A value of JSON as Python writes it. A text of JSON is one of Python, too. @param indent of the line that it begins in */
function literal(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) {
    const text = JSON.stringify(value);
    return words[text] ?? text;
  }
  const inner = `${indent}    `;
  const items = Array.isArray(value)
    ? value.map((each) => literal(each, inner))
    : Object.entries(value).map(([name, each]) => `${JSON.stringify(name)}: ${literal(each, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  if (items.length === 0) return `${open}${close}`;
  return `${open}\n${items.map((item) => `${inner}${item},`).join('\n')}\n${indent}${close}`;
}
