import { IsString } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { combineDecorators } from '../kernel/shapes/apply-decorators.js';
import { Example } from '../kernel/shapes/text-rules.js';
import { OpaqueIds } from '../kernel/answer/opaque-ids.js';

/** The numbers of the types are those of `/v2`. A test follows a link with such an id. */
const numbers = { book: 1, patron: 3, loan: 4 } as const;

/** What has an id in both majors. */
export type IdType = keyof typeof numbers;

const ids = new OpaqueIds(numbers);

/** The id in `/v2` of what has this id in `/v1`. */
export function v2Id(type: IdType, id: number): string {
  return ids.toId(type, id);
}

/** The same for an unchecked text; undefined for one that is no id of `/v1`. */
export function idInV2(type: IdType, id: string | undefined): string | undefined {
  const key = /^[1-9]\d*$/.test(id ?? '') ? Number(id) : NaN;
  return Number.isSafeInteger(key) ? v2Id(type, key) : undefined;
}

/** The field `v2_id` of an answer. */
export function IsV2Id(type: IdType): PropertyDecorator {
  const description = 'The id of the same thing in `/v2`.';
  return combineDecorators(
    IsString(),
    JSONSchema({ description }) as PropertyDecorator,
    Example(v2Id(type, 1)),
  );
}
