/** A request made of the examples of a document, as its page would send it. */
export interface ExampleRequest {
  readonly operationId: string;
  /** Which of the examples of its operation, for messages. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The lowest role for which the request is meant. */
  readonly sender: 'anonymous' | 'patron' | 'librarian' | 'admin';
  /** The error codes that the document lists for its operation. */
  readonly codes: readonly string[];
}

interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly example?: unknown;
  readonly schema: { readonly examples?: readonly unknown[] };
}

interface Media {
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: unknown; readonly 'x-audience'?: string }>>;
}

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, { readonly 'x-codes'?: readonly string[] }>>;
  readonly 'x-audience': ExampleRequest['sender'];
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly parameters: Readonly<Record<string, Parameter>> };
}

type Part = Pick<ExampleRequest, 'name' | 'body' | 'headers'> & { readonly sender?: string };

/** The requests of each operation, in the order of the document. */
export function exampleRequests(document: object): ExampleRequest[][] {
  const { paths, components } = document as Document;
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => {
      const parameters = operation.parameters.map((each) =>
        each.$ref === undefined ? each : (components.parameters[each.$ref.split('/').at(-1) ?? ''] ?? each),
      );
      return requestsOf({ ...operation, parameters }, method.toUpperCase(), path);
    }),
  );
}

function requestsOf(operation: Operation, method: string, template: string): ExampleRequest[] {
  const { operationId, parameters, responses } = operation;
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(given(parameters, name)),
  );
  const headers = Object.fromEntries(
    parameters
      .filter((each) => each.in === 'header' && each.example !== undefined)
      .map(({ name, example }) => [name, String(example)]),
  );
  const codes = Object.values(responses).flatMap((response) => response['x-codes'] ?? []);
  return queriesOf(parameters).flatMap((query) =>
    bodiesOf(operation).map((part) => ({
      ...part,
      operationId,
      method,
      codes,
      name: [query.name, part.name].filter(Boolean).join(', '),
      path: path + query.text,
      headers: { ...headers, ...part.headers },
      sender: (part.sender ?? operation['x-audience']) as ExampleRequest['sender'],
    })),
  );
}

function given(parameters: readonly Parameter[], name: string): string {
  return String(parameters.find((each) => each.in === 'path' && each.name === name)?.example);
}

/** Only the required parameters, each optional one with them, and all together. */
function queriesOf(parameters: readonly Parameter[]): { readonly name: string; readonly text: string }[] {
  const all = parameters.filter((each) => each.in === 'query' && valueOf(each) !== undefined);
  const required = all.filter((each) => each.required);
  const optional = all.filter((each) => !each.required);
  const sets = [
    required,
    ...optional.map((each) => [...required, each]),
    ...(optional.length > 1 ? [all] : []),
  ];
  return sets.map((set) => ({
    name: set.map(({ name }) => name).join('&'),
    text:
      set.length === 0
        ? ''
        : `?${new URLSearchParams(set.map((each): [string, string] => [each.name, valueOf(each) ?? ''])).toString()}`,
  }));
}

function valueOf({ example, schema }: Parameter): string | undefined {
  const value = example ?? schema.examples?.[0];
  return value === undefined ? undefined : [value].flat().map(String).join(',');
}

function bodiesOf({ requestBody }: Operation): Part[] {
  if (!requestBody) return [{ name: '', headers: {} }];
  return Object.entries(requestBody.content).flatMap(([mediaType, { example, examples }]): Part[] => {
    const headers = { 'Content-Type': mediaType };
    const named = Object.entries(examples ?? {}).map(([name, each]): Part => {
      const sender = each['x-audience'];
      return { name, headers, body: each.value, ...(sender !== undefined && { sender }) };
    });
    return named.length > 0 ? named : [{ name: '', headers, body: example }];
  });
}
