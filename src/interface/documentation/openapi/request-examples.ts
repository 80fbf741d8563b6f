import type { BodyExample, Route } from '../../kernel/declaration/route.js';
import { exampleOf } from './schemas/example.js';
import { resolve, type Components, type Schema } from './schemas/schema.js';

interface NamedExample {
  readonly summary: string;
  value: unknown;
}

/** The examples of a body, as OpenAPI names them: one without a name, or several by name. */
export interface MediaExamples {
  example?: unknown;
  readonly examples?: Readonly<Record<string, NamedExample>>;
}

/** The declared examples of the body of a route, or else one that is composed of the examples of its fields. */
export function bodyExamples({ examples }: Route, schema: Schema, components: Components): MediaExamples {
  const declared = Object.entries(examples?.bodies ?? {});
  const [only] = declared;
  if (!only) {
    const example = exampleOf(schema, components);
    return example === undefined ? {} : { example };
  }
  if (declared.length === 1) return { example: only[1].body };
  return { examples: Object.fromEntries(declared.map(([name, each]) => [name, named(each)])) };
}

/** The sender is told to programs, too: an operation that patrons may call can have an example for librarians. */
function named({ summary, body, sender }: BodyExample): NamedExample {
  return { summary, value: body, ...(sender !== undefined && { 'x-audience': sender }) };
}

/**
 * Removes from the examples of a body what its schema does not have any more, after the schema has changed. A form has
 * no examples.
 */
export function refreshBodyExamples(
  media: MediaExamples,
  schema: Schema = {},
  components: Components = {},
): void {
  if (media.example !== undefined) media.example = asDescribed(media.example, schema, components);
  for (const each of Object.values(media.examples ?? {})) {
    each.value = asDescribed(each.value, schema, components);
  }
}

function asDescribed(value: unknown, schema: Schema, components: Components): unknown {
  const { properties = {}, required = [] } = resolve(schema, components);
  const known = Object.entries(value as object).filter(([name]) => Object.hasOwn(properties, name));
  const isComplete = required.every((name) => known.some(([each]) => each === name));
  return isComplete ? Object.fromEntries(known) : exampleOf(schema, components);
}
