import { unsupportedMediaType } from '../errors/refusals.js';
/** How many files a field of a form takes, and what they may be. */
export interface FileRule {
  /** The most files that one form may have in this field. */
  readonly maxFiles: number;
  /** The most bytes that each of them may have. */
  readonly maxFileSize: number;
  /** In lower case, without parameters; any media type if absent. It is the client's word: nobody looks into the file. */
  readonly mediaTypes?: readonly string[];
  /** The form may come without a file here. */
  readonly isOptional?: true;
}

/** The files that a route accepts, by field. */
export type FileRules = Readonly<Record<string, FileRule>>;

/** A file that came with a form. */
export interface UploadedFile {
  /** Where it lies until the request is answered; a handler that keeps it copies or moves it. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** As the client gave it, to be shown to people; it is no path, and says nothing about the content. */
  readonly name: string;
  /** As the client gave it, in lower case and without parameters. */
  readonly mediaType: string;
  /** SHA-256 of the content, in hexadecimal. */
  readonly sha256: string;
}

/** Uploaded files by field; a field without files is not there. */
export type UploadedFiles = Readonly<Record<string, readonly UploadedFile[]>>;

/** The parts of a form as they came. */
export interface RawForm {
  readonly body: undefined;
  /** A field that came several times is a list. A file in a field that takes none is an empty text here. */
  readonly form: Readonly<Record<string, string | readonly string[]>>;
  readonly files: UploadedFiles;
}

/** The refusal of a body that is no form, where a form is expected. */
export const formExpected = {
  ...unsupportedMediaType,
  message: 'The body must be a form, sent as multipart/form-data and not compressed.',
};
