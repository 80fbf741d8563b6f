const patterns: Readonly<Record<string, RegExp>> = {
  text: /^[\s\S]+$/,
  token: /^[\w.~+/=-]{16,}$/,
  whole: /^\d+$/,
  rate: /^"[\w-]+";r=\d+;t=\d+$/,
  time: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
};

/**
 * Whether a value is of a kind. `any` is any present value, `whatever` one that may also be absent, `document` is an OpenAPI document, the others are patterns.
 */
export function isOfKind(value: unknown, kind: string): boolean {
  if (kind === 'any') return value !== undefined;
  if (kind === 'whatever') return true;
  if (kind === 'document') return typeof value === 'object' && value !== null && 'openapi' in value;
  const pattern = patterns[kind];
  if (!pattern) throw new Error(`There is no kind ${kind}`);
  return (typeof value === 'string' || typeof value === 'number') && pattern.test(String(value));
}
