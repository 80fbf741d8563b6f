/** One answered request. Nothing of what was sent or said is in it. */
interface Answered {
  readonly requestId: string;
  readonly method: string;
  /** The route that answered; undefined where there is none. */
  readonly operationId: string | undefined;
  readonly status: number;
  /** Milliseconds from the first line of the request to the end of the answer's making. */
  readonly ms: number;
}

/** Where the HTTP side tells what has happened. */
export interface Report {
  answered(request: Answered): void;
  /** A fault of ours, or of what we stand on: the only place where an error that no client may see is told. */
  failed(requestId: string, error: unknown): void;
}
