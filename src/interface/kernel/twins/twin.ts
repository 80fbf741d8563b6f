/** What an answer says in terms that belong to no major: JSON without ids, links and times of its own making. */
type Meaning = Readonly<Record<string, unknown>>;

/** A difference that is wanted. */
interface IntendedDifference<View = never> {
  /** The path in the meanings, such as `$.author`. */
  readonly path: string;
  readonly why: string;
  /** Whether a view has this difference. For any other view it is a fault. */
  readonly applies: (view: View) => boolean;
}

/**
 * How a major shows one kind of thing. The majors do not know each other: those that show the same kind are twins, and
 * what they say of the same view must mean the same.
 */
export interface Twin<View = never> {
  /** The name of the kind in all majors, such as `book`. */
  readonly kind: string;
  /** The reads whose views are enough for all majors: their replies say what they were made of. */
  readonly operations: readonly string[];
  /** A pure function. */
  readonly present: (view: View) => object;
  /** Without what the answer does not say, such as fields that were not asked for. */
  readonly meaning: (answer: object) => Meaning;
  readonly intended?: readonly IntendedDifference<View>[];
}

/** The same for the code that knows no kind. */
export type AnyTwin = Twin<unknown>;

/** Declares a twin. */
export function twin<View>(declaration: Twin<View>): AnyTwin {
  return declaration as AnyTwin;
}

/**
 * The JSON paths at which two meanings differ, each once, without values. A part that one of them does not have is no
 * difference. The entries of lists have one path.
 */
export function differingPaths(one: unknown, other: unknown, path = '$'): string[] {
  if (one === undefined || other === undefined) return [];
  if (Array.isArray(one) && Array.isArray(other)) {
    if (one.length !== other.length) return [path];
    return [...new Set(one.flatMap((each, at) => differingPaths(each, other[at], `${path}[]`)))];
  }
  if (!isObject(one) || !isObject(other)) return Object.is(one, other) ? [] : [path];
  return Object.entries(one).flatMap(([name, value]) =>
    differingPaths(value, other[name], `${path}.${name}`),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
