import type { FileRule } from '../../kernel/declaration/form.js';
import { multipart } from '../../kernel/input/read-form.js';
import type { Accepts } from '../../kernel/declaration/route.js';
import type { Schema } from './schemas/schema.js';
import type { Schemas } from './schemas/schemas.js';

/** The request body of a route with file uploads: one form, with its files as binary parts (OpenAPI 3.1, 4.8.14.4). */
export function formBody({ form, files = {} }: Accepts, schemas: Schemas): object {
  const { properties = {}, required = [], ...rest }: Schema = form ? schemas.inline(form, 'body') : {};
  const rules = Object.entries(files);
  const schema: Schema = {
    ...rest,
    properties: {
      ...properties,
      ...Object.fromEntries(rules.map(([field, rule]) => [field, fileSchema(rule)])),
    },
    required: [...required, ...rules.filter(([, { isOptional }]) => !isOptional).map(([field]) => field)],
  };
  const typed = rules.flatMap(([field, { mediaTypes }]) =>
    mediaTypes ? [[field, { contentType: mediaTypes.join(', ') }]] : [],
  );
  return {
    required: schema.required?.length !== 0,
    content: { [multipart]: { schema, encoding: Object.fromEntries(typed) as object } },
  };
}

function fileSchema({ maxFiles, maxFileSize }: FileRule): Schema {
  const file: Schema = { type: 'string', format: 'binary' };
  const size = `${maxFileSize} bytes at most`;
  if (maxFiles === 1) return { ...file, description: `A file, ${size}.` };
  const description = `${maxFiles} files at most, each of ${size}.`;
  return { type: 'array', items: file, maxItems: maxFiles, description };
}
