/** The options that say how a file is to be read. */
export interface FormOptions {
  readonly columns?: readonly string[];
  readonly from?: string;
  readonly delimiter?: string;
  readonly encoding?: string;
  readonly names?: string;
  readonly namesSeparator?: string;
}
