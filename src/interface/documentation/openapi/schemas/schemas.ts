import type { Shape } from '../../../kernel/shapes/shape.js';
import { referenceTo, type Components, type Reference, type Schema } from './schema.js';
import { shapeSchema, type Use } from './shape-schema.js';

interface Kept {
  readonly shape: Shape;
  readonly use: Use;
  readonly schema: Schema;
}

/** The shapes of one document. Another version can have other shapes of the same names, in its own document. */
export class Schemas {
  private readonly kept = new Map<string, Kept>();

  /**
   * Adds a shape, and the shapes nested in it, as components. Returns the schema that refers to it.
   * @throws Error for a second class of the same name, and for a class that is used in requests and in answers
   */
  reference(shape: Shape, use: Use): Reference {
    const { name } = shape;
    const kept = this.kept.get(name);
    if (!kept) {
      this.kept.set(name, { shape, use, schema: {} });
      this.kept.set(name, { shape, use, schema: this.inline(shape, use) });
    } else if (kept.shape !== shape) {
      throw new Error(`Two shapes of one version are called ${name}`);
    } else if (kept.use !== use) {
      throw new Error(
        `${name} is used in requests and in answers; declare two shapes: a body is closed, an answer is open`,
      );
    }
    return referenceTo(name);
  }

  /** The schema of a shape that is not a component. */
  inline(shape: Shape, use: Use): Schema {
    return shapeSchema(shape, use, (nested) => this.reference(nested, use));
  }

  /** All components, by name. */
  components(): Components {
    const entries = [...this.kept].map(([name, { schema }]) => [name, schema] as const);
    return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }
}
