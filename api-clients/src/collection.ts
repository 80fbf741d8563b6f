import { readFileSync } from 'node:fs';
import { publicUrl, type WrittenDocument } from './documents.js';

interface Item {
  readonly item?: readonly Item[];
  readonly request?: object;
}

interface Collection extends Item {
  readonly variable?: readonly { readonly key: string; readonly value: string }[];
}

/**
 * Checks a Postman collection that was made of a document.
 * @throws Error when an operation is missing, or when the requests do not go to the address of the service
 */
export function checkCollection(file: string, { minor, operations }: WrittenDocument): void {
  const collection = JSON.parse(readFileSync(file, 'utf8')) as Collection;
  const made = requestsIn(collection);
  if (made !== operations)
    throw new Error(`The collection of ${minor} has ${made} of ${operations} requests.`);
  const baseUrl = collection.variable?.find(({ key }) => key === 'baseUrl')?.value;
  if (baseUrl !== publicUrl) throw new Error(`The collection of ${minor} sends its requests to ${baseUrl}.`);
}

function requestsIn({ item = [], request }: Item): number {
  return item.reduce((sum, each) => sum + requestsIn(each), request ? 1 : 0);
}
