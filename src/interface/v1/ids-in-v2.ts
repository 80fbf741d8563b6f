import { OpaqueIds } from '../kernel/answer/opaque-ids.js';

/** The numbers of the types are those of `/v2`. A test follows a link with such an id. */
const ids = new OpaqueIds({ patron: 3 });

/** The id in `/v2` of what has this id in `/v1`; undefined for a text that is no id of `/v1`. */
export function idInV2(type: 'patron', id: string | undefined): string | undefined {
  const key = /^[1-9]\d*$/.test(id ?? '') ? Number(id) : NaN;
  return Number.isSafeInteger(key) ? ids.toId(type, key) : undefined;
}
