import { unsupportedMediaType } from '../errors/refusals.js';
/** The number, size and types of the files in one field of a form. */
export interface FileRule {
  /** Maximum number of files in this field. */
  readonly maxFiles: number;
  /** Maximum size of each file in bytes. */
  readonly maxFileSize: number;
  /**
   * In lower case, without parameters; any type if absent. The client declares the type; the content is not checked.
   */
  readonly mediaTypes?: readonly string[];
  /** The form may have no file in this field. */
  readonly isOptional?: true;
}

/** The files that a route accepts, by field. */
export type FileRules = Readonly<Record<string, FileRule>>;

/** An uploaded file. */
export interface UploadedFile {
  /** Its path until the request is answered. A handler that keeps the file must copy or move it. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** The name from the client, for display. It is not a path, and says nothing about the content. */
  readonly name: string;
  /** The type from the client, in lower case and without parameters. */
  readonly mediaType: string;
  /** SHA-256 of the content, in hexadecimal. */
  readonly sha256: string;
}

/** Uploaded files by field. A field without files is missing. */
export type UploadedFiles = Readonly<Record<string, readonly UploadedFile[]>>;

/** The parts of a form, unchecked. */
export interface RawForm {
  readonly body: undefined;
  /** A repeated field is a list. A file in a field that takes none is an empty text here. */
  readonly form: Readonly<Record<string, string | readonly string[]>>;
  readonly files: UploadedFiles;
}

/** The refusal of a body that is not a form, on a route that expects one. */
export const formExpected = {
  ...unsupportedMediaType,
  message: 'The body must be a form, sent as multipart/form-data and not compressed.',
};
