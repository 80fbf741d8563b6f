import { beginningOf } from '../../domain/kernel/text.js';

/** What a file of books may be. The type is what the client says; the content decides whether it can be read. */
export const fileRule = {
  maxFiles: 1,
  maxFileSize: 20 * 1024 * 1024,
  mediaTypes: [
    'text/csv',
    'text/plain',
    'text/tab-separated-values',
    'application/csv',
    'application/vnd.ms-excel',
    'application/octet-stream',
  ],
} as const;

/** The size of the pieces in which a file is stored. */
export const chunkBytes = 512 * 1024;

/** The name of a file as it can be stored and shown, without control characters. */
export function shownName(name: string): string {
  return beginningOf(name.toWellFormed().replaceAll(/\p{C}/gu, '\uFFFD'), 200);
}
