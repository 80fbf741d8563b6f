import { operationsOf, type Document, type Operation } from './document.js';
import { expectedAnswer, itemOf } from './request.js';
import { schemasAsJson } from './schemas.js';
import type { Step, Steps } from './step.js';

/** Where a variable of the environment comes from: the demo accounts of a library with the standard seed. */
const accounts = ['patron', 'librarian', 'admin'];

/** An answer with a tag gives the next change its `If-Match`. */
const keepTag = [
  "const etag = pm.response.headers.get('ETag');",
  "if (etag) pm.collectionVariables.set('etag', etag);",
];

/** Makes the collection of a major, in the format 2.1 of Postman. */
export function collectionOf(name: string, document: Document, steps: Steps): object {
  const operations = operationsOf(document);
  const all = withOthers(steps, operations);
  const folders = all.map(([folder, each]) => ({
    name: folder,
    item: each.map((step) => itemOf(step, operationOf(step, operations))),
  }));
  const schemas = all
    .flatMap(([, each]) => each.map((step) => expectedAnswer(step, operationOf(step, operations)).schema))
    .filter((schema) => schema !== undefined);
  return {
    info: {
      name: `Shelflife ${name}`,
      description: `Every operation of ${document.info.version}, in an order in which each succeeds. Made of the document of the API by \`npm run collection\`.`,
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    item: folders,
    event: [{ listen: 'test', script: { type: 'text/javascript', exec: keepTag } }],
    variable: [
      { key: 'minor', value: document.info.version },
      { key: 'schemas', value: schemasAsJson(document, schemas) },
    ],
  };
}

/** The environment of both collections: the address of a library that `npm start` has started, and its demo accounts. */
export function environment(): object {
  const people = accounts.flatMap((who) => [
    { key: `${who}Email`, value: `${who}@example.org`, type: 'default', enabled: true },
    { key: `${who}Password`, value: `${who}-demo-password`, type: 'secret', enabled: true },
  ]);
  return {
    name: 'Shelflife on this computer',
    values: [{ key: 'baseUrl', value: 'http://localhost:3000', type: 'default', enabled: true }, ...people],
    _postman_variable_scope: 'environment',
  };
}

function operationOf({ operation }: Step, operations: readonly Operation[]): Operation {
  const found = operations.find(({ operationId }) => operationId === operation);
  if (!found) throw new Error(`A step names ${operation}, which is not in the document.`);
  return found;
}

/** Adds the operations that no step names, such as those of a new feature, in a folder for each tag. */
function withOthers(steps: Steps, operations: readonly Operation[]): Steps {
  const known = new Set(steps.flatMap(([, each]) => each.map(({ operation }) => operation)));
  const others = operations.filter(({ operationId }) => !known.has(operationId));
  const folders = [...Map.groupBy(others, ({ tags }) => tags[0] ?? '')].map(
    ([tag, each]) => [tag, stepsOf(each)] as const,
  );
  return [...steps.slice(0, -1), ...folders, ...steps.slice(-1)];
}

/** Makes something, reads it, changes it, does things with it and removes it, by the id of what was made. */
function stepsOf(operations: readonly Operation[]): Step[] {
  return operations
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .map(({ operationId, method, path }) => {
      const variable = `${path.split('/')[2]}Id`;
      if (path.includes('{id}')) return { operation: operationId, values: { id: `{{${variable}}}` } };
      return { operation: operationId, ...(method === 'POST' && { keep: { [variable]: 'id' } }) };
    });
}

function placeOf({ method, path }: Operation): number {
  if (method === 'POST') return path.includes('{id}') ? 3 : 0;
  return { GET: 1, DELETE: 4 }[method] ?? 2;
}
