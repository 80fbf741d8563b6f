import type { Shape } from '../features/field-files.js';
import type { FieldView } from '../rendering/field-view.js';

/** A place at which a field of an entity is written: after what is called `beside`, in a declaration. */
interface Place {
  readonly path: string;
  readonly declaration: string;
  readonly write: (field: HandmadeField) => string;
  /** By default that of the entity. */
  readonly beside?: string;
  /** How often `beside` is written there, by default once. */
  readonly times?: number;
}

/** A field with what the templates of features do not need. */
export type HandmadeField = FieldView & {
  /** What it is at first, as code of the core. */
  readonly blank: string;
  /** The minor that tells of it. */
  readonly draft: string;
};

/** An entity that is older than the templates of features. */
export interface Handmade {
  readonly entity: string;
  readonly plural: string;
  readonly feature: string;
  /** A field that the layers name. A further one comes after it. */
  readonly beside: string;
  /** The file of its class. */
  readonly domain: string;
  readonly views: string;
  /** The shapes of `/v2`: what is shown, what is sent for a new one, and what for a change. */
  readonly shapes: readonly Shape[];
  /** The shape of the query that lists the names of fields, if there is one. */
  readonly query?: Shape;
  /** The path of a new one and the one of all, as code of a test. */
  readonly paths: { readonly add: string; readonly one: string };
  /** The least body of a new one. */
  readonly json: string;
  /** Whether the export of a person's data has its fields. */
  readonly isExported?: true;
  readonly places: readonly Place[];
}
