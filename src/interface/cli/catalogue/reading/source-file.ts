import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

/** A file whose encoding and length are known. */
export interface SourceFile {
  readonly path: string;
  readonly encoding: 'utf-8' | 'windows-1252';
  /** Number of lines. A file with CR as line ends has one. */
  readonly lines: number;
}

const lineFeed = 0x0a;

/**
 * Reads a file once to find its encoding and its length. A valid UTF-8 file is UTF-8. Any other file is Windows-1252,
 * in which every byte is valid.
 * @throws Error with the reason why the file cannot be read
 */
export async function surveyFile(path: string): Promise<SourceFile> {
  if (!(await stat(path)).isFile())
    throw new Error(`${path} is not a file. It is read twice, so it has to be one.`);
  const check = new TextDecoder('utf-8', { fatal: true });
  let isUtf8 = true;
  let lines = 0;
  let last: number | undefined;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    if (last === undefined && isUtf16(chunk))
      throw new Error(`${path} is UTF-16. Save it as UTF-8 (CSV UTF-8) and try again.`);
    isUtf8 &&= isValid(check, chunk);
    lines += lineFeedsIn(chunk);
    last = chunk.at(-1);
  }
  isUtf8 &&= isValid(check);
  return { path, encoding: isUtf8 ? 'utf-8' : 'windows-1252', lines: last === lineFeed ? lines : lines + 1 };
}

/** The text of the file in chunks, without a byte order mark. */
export async function* textOf({ path, encoding }: SourceFile): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder.decode();
}

/** @param chunk if absent, checks that the text does not end inside a character */
function isValid(decoder: InstanceType<typeof TextDecoder>, chunk?: Buffer): boolean {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined });
    return true;
  } catch {
    return false;
  }
}

function isUtf16(start: Buffer): boolean {
  return start.length > 1 && [0xfffe, 0xfeff].includes(start.readUInt16BE());
}

function lineFeedsIn(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf(lineFeed); at !== -1; at = chunk.indexOf(lineFeed, at + 1)) count += 1;
  return count;
}
