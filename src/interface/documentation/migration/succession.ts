import type { DocumentedOperation } from './contract.js';

/**
 * What becomes of a part of a major in the next one.
 * Without `to` nothing stands for it there, and the note says what to do instead.
 */
export interface Step {
  readonly to?: string;
  /** For clients, in one or two sentences. Words between backticks are code. */
  readonly note?: string;
}

/** `to` is the operationId. Parameters are listed if the next major has none of the same name in camelCase. */
interface OperationStep extends Step {
  readonly parameters?: Readonly<Record<string, Step>>;
}

/**
 * `to` is the name of the shape. Fields are listed if the next shape has none of the same name in camelCase; `to` of a
 * field is the path to it, such as `loan.id`. A path through a list leads into its entries.
 */
export interface ShapeStep extends Step {
  readonly fields?: Readonly<Record<string, Step>>;
}

/** A subject that concerns many operations in the same way, such as paging. */
export interface Topic {
  readonly id: string;
  readonly title: string;
  /** Paragraphs; words between backticks are code. */
  readonly text: readonly string[];
  /** The operations of the older major that it concerns. */
  readonly concerns: (operation: DocumentedOperation) => boolean;
  /** The part of an exchange that an example of it shows. */
  readonly shows: 'request' | 'success' | 'refusal';
}

/**
 * How the contract of a major continues in the next one. Each feature lists its part in the folder of the older major.
 * The guide and the migration report are made from it and from the documents of both majors. A test compares it with
 * the documents: nothing of the older one may be missing.
 */
export interface Succession {
  readonly operations: Readonly<Record<string, OperationStep>>;
  readonly shapes: Readonly<Record<string, ShapeStep>>;
  /** For parameters that many operations share. */
  readonly parameters?: Readonly<Record<string, Step>>;
  /** Codes that no operation of the next major answers. */
  readonly codes?: Readonly<Record<string, Step>>;
  readonly topics?: readonly Topic[];
}

/** A succession with all its parts. */
export type WholeSuccession = Required<Succession>;

/** The parts of all features as one. */
export function joinSuccessions(parts: readonly Succession[]): WholeSuccession {
  return {
    operations: Object.assign({}, ...parts.map(({ operations }) => operations)),
    shapes: Object.assign({}, ...parts.map(({ shapes }) => shapes)),
    parameters: Object.assign({}, ...parts.map(({ parameters }) => parameters)),
    codes: Object.assign({}, ...parts.map(({ codes }) => codes)),
    topics: parts.flatMap(({ topics = [] }) => topics),
  };
}
