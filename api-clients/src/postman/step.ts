/** Who sends a request. `visitor` is an account that each run of the collection opens and closes again. */
type Sender = 'anonymous' | 'patron' | 'librarian' | 'admin' | 'visitor';

/** A request of a collection. What is not said follows from the document. */
export interface Step {
  readonly operation: string;
  /** What tells it from other requests of the operation. */
  readonly title?: string;
  readonly as?: Sender;
  /** Values for the path and the query; they may contain variables. */
  readonly values?: Readonly<Record<string, string>>;
  /**
   * A text is sent as it is: a variable that stands for a number has no quotes. In a form, `@books.csv` is a file beside
   * the collection.
   */
  readonly body?: object | string;
  /** The status, if the document has several, or if the request is refused on purpose. */
  readonly status?: number;
  /** The code of a refusal on purpose. */
  readonly refusal?: string;
  /** The code of a refusal that is as good as a success, because the worker may have been faster. */
  readonly tooLate?: string;
  /** Variables for later requests, each with its place in the answer. */
  readonly keep?: Readonly<Record<string, string>>;
  /** A script that runs before. */
  readonly before?: readonly string[];
}

/** The folders of a collection in their order. The last one ends sessions and removes what was made. */
export type Steps = readonly (readonly [folder: string, steps: readonly Step[]])[];

/** Names what a run makes, so that the next run can make it again. */
export const newVisitor: readonly string[] = [
  'const run = Date.now().toString(36);',
  "pm.collectionVariables.set('run', run);",
  "pm.collectionVariables.set('visitorEmail', `visitor-${run}@example.org`);",
  "pm.collectionVariables.set('visitorPassword', `the quiet evening of ${run}`);",
];

/** Two requests of a list: the first page, and the one that its cursor leads to. */
export function pages(operation: string, step: Omit<Step, 'operation' | 'title' | 'keep'> = {}): Step[] {
  const values = { ...step.values, limit: '1' };
  return [
    { ...step, operation, values, keep: { cursor: 'page.nextCursor' } },
    { ...step, operation, title: 'the next page', values: { ...values, cursor: '{{cursor}}' } },
  ];
}
