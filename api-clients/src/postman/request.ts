import { exampleBody, exampleText, successOf, type Operation, type Parameter } from './document.js';
import { schemaAsJson } from './schemas.js';
import type { Step } from './step.js';

/** A request in a folder of a collection. */
export interface Item {
  readonly name: string;
  readonly request: object;
  readonly event: readonly object[];
}

/** Makes the request of a step, with its tests. */
export function itemOf(step: Step, operation: Operation): Item {
  const { summary, operationId, description, path } = operation;
  const title = step.title === undefined ? '' : `: ${step.title}`;
  const template = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => valueOf(operation, step, name) ?? '');
  const query = queryOf(operation, step);
  const enabled = query
    .filter(({ disabled }) => disabled === undefined)
    .map(({ key, value }) => `${key}=${value}`);
  const raw = `{{baseUrl}}${template}${enabled.length > 0 ? `?${enabled.join('&')}` : ''}`;
  return {
    name: `${summary}${title}`,
    request: {
      method: operation.method,
      description: `\`${operationId}\`. ${description ?? ''}`.trim(),
      auth: authOf(step, operation),
      header: headersOf(operation),
      ...bodyOf(step, operation),
      url: { raw, host: ['{{baseUrl}}'], path: template.split('/').slice(1), query },
    },
    event: [
      ...(step.before ? [script('prerequest', step.before)] : []),
      script('test', testsOf(step, operation)),
    ],
  };
}

/** The answer that is expected: its media type and its schema, if it has a body. */
export function expectedAnswer(step: Step, operation: Operation) {
  const status = step.status ?? successOf(operation);
  const [content] = Object.entries(operation.responses[status]?.content ?? {});
  return { status, mediaType: content?.[0], schema: content?.[1].schema };
}

function testsOf(step: Step, operation: Operation): string[] {
  const tests = testsOfSuccess(step, operation);
  if (step.tooLate === undefined) return tests;
  const isTooLate = `pm.response.code === 409 && pm.response.json().code === '${step.tooLate}'`;
  return [
    `if (${isTooLate}) {`,
    "pm.test('It was done before.', () => pm.response.to.have.status(409));",
    '} else {',
    ...tests,
    '}',
  ];
}

function testsOfSuccess(step: Step, operation: Operation): string[] {
  const { status, mediaType, schema } = expectedAnswer(step, operation);
  return [
    `pm.test('The status is ${status}.', () => pm.response.to.have.status(${status}));`,
    ...(mediaType === undefined || schema === undefined
      ? ["pm.test('There is no body.', () => pm.expect(pm.response.text()).to.equal(''));"]
      : bodyTests(mediaType, schema)),
    ...(step.refusal === undefined
      ? []
      : [
          `pm.test('It is refused on purpose.', () => pm.expect(pm.response.json().code).to.equal('${step.refusal}'));`,
        ]),
    ...Object.entries(step.keep ?? {}).map(
      ([name, place]) => `pm.collectionVariables.set('${name}', pm.response.json().${place});`,
    ),
  ];
}

function bodyTests(mediaType: string, schema: object): string[] {
  const type = `pm.test('It is ${mediaType}.', () => pm.expect(pm.response.headers.get('Content-Type')).to.include('${mediaType}'));`;
  if (!mediaType.endsWith('json')) return [type];
  return [
    type,
    "const definitions = JSON.parse(pm.collectionVariables.get('schemas'));",
    `const schema = { definitions, allOf: [${schemaAsJson(schema)}] };`,
    "pm.test('The body has the documented shape.', () => pm.response.to.have.jsonSchema(schema));",
  ];
}

function script(listen: string, exec: readonly string[]): object {
  return { listen, script: { type: 'text/javascript', exec } };
}

function authOf(step: Step, operation: Operation): object {
  const sender = step.as ?? operation['x-audience'];
  if (sender === 'anonymous') return { type: 'noauth' };
  return { type: 'bearer', bearer: [{ key: 'token', value: `{{${sender}Token}}`, type: 'string' }] };
}

function headersOf(operation: Operation): object[] {
  const { method, parameters } = operation;
  const isJson = ['POST', 'PUT', 'PATCH'].includes(method) && !isForm(operation);
  const has = (name: string) => parameters.some(({ $ref }) => $ref?.endsWith(`/${name}`));
  return [
    { key: 'API-Version', value: '{{minor}}' },
    ...(has('Idempotency-Key') ? [{ key: 'Idempotency-Key', value: '{{$guid}}' }] : []),
    ...(has('If-Match') ? [{ key: 'If-Match', value: '{{etag}}' }] : []),
    ...(isJson ? [{ key: 'Content-Type', value: 'application/json' }] : []),
  ];
}

function bodyOf(step: Step, operation: Operation): object {
  const body = step.body ?? exampleBody(operation);
  if (body === undefined) return {};
  if (isForm(operation)) return { body: { mode: 'formdata', formdata: fieldsOf(body as object) } };
  const raw = typeof body === 'string' ? body : JSON.stringify(body, null, 2);
  return { body: { mode: 'raw', raw, options: { raw: { language: 'json' } } } };
}

function isForm({ requestBody }: Operation): boolean {
  return Object.hasOwn(requestBody?.content ?? {}, 'multipart/form-data');
}

/** The fields of a form. A value such as `@books.csv` is the name of a file beside the collection. */
function fieldsOf(body: object): object[] {
  return Object.entries(body).map(([key, value]) => {
    const text = String(value);
    return text.startsWith('@')
      ? { key, type: 'file', src: text.slice(1) }
      : { key, type: 'text', value: text };
  });
}

interface QueryParameter {
  readonly key: string;
  readonly value: string;
  readonly description?: string;
  readonly disabled?: true;
}

/** Parameters that nobody needs are shown with their examples, but not sent. */
function queryOf(operation: Operation, step: Step): QueryParameter[] {
  return operation.parameters
    .filter((each) => each.in === 'query')
    .map(({ name, required, description }) => {
      const isSent = required || step.values?.[name] !== undefined;
      return {
        key: name,
        value: valueOf(operation, step, name) ?? (name === 'cursor' ? '{{cursor}}' : ''),
        ...(description !== undefined && { description }),
        ...(!isSent && { disabled: true as const }),
      };
    });
}

function valueOf({ parameters }: Operation, step: Step, name: string): string | undefined {
  const parameter = parameters.find((each: Parameter) => each.name === name);
  return step.values?.[name] ?? (parameter && exampleText(parameter));
}
