import { toId } from '../../../src/interface/v2/ids.js';
import type { Said } from '../scenario.js';

/** How something is added, changed and shown, by operationId. */
interface Operations {
  readonly add: Pick<Said, 'does' | 'params'>;
  /** What a new one needs beside the field. */
  readonly json: object;
  readonly edit: string;
  readonly get: string;
}

/** The minor that adds a field, its name, two values of it, and one that is refused. */
type Field = readonly [since: string, name: string, values: readonly [unknown, unknown], wrong: unknown];

/** A conversation about a field that a minor adds: it is set, changed, shown, and refused with a wrong value. */
const saidOf =
  ({ add, json, edit, get }: Operations) =>
  (...[since, name, [value, other], wrong]: Field): Said[] => {
    const params = { id: '{{id}}' };
    const saved = { id: '$.id', etag: '$header.etag' };
    return [
      { ...add, since, json: { ...json, [name]: value }, gives: 201, save: saved },
      { does: edit, params, json: { [name]: other }, headers: { 'If-Match': '{{etag}}' }, gives: 200 },
      { does: get, params, gives: 200 },
      { ...add, json: { ...json, [name]: wrong }, gives: 'request.validation_failed' },
    ];
  };

export const fieldOfBook = saidOf({
  add: { does: 'addBook' },
  json: { title: 'Emma' },
  edit: 'editBook',
  get: 'getBook',
});

export const fieldOfCopy = saidOf({
  add: { does: 'addCopy', params: { id: toId('book', 12) } },
  json: {},
  edit: 'editCopy',
  get: 'getCopy',
});

export const fieldOfPatron = saidOf({
  add: { does: 'createPatron' },
  json: { username: 'tim' },
  edit: 'updatePatron',
  get: 'getPatron',
});
