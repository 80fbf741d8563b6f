/** A request as it is sent, byte for byte. */
export interface WireRequest {
  /** The same on both sides, because some answers contain it. */
  readonly id: string;
  /** The time that the service reads during the request, in milliseconds since 1970. */
  readonly at: number;
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  /** Names and values. A name may be there twice. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: string | undefined;
}

/** An answer as it was received. */
export interface WireAnswer {
  readonly status: number;
  /** By name in lower case; several lines of one name are joined. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}
