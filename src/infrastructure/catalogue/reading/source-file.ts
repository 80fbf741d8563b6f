import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { fileFaults, ImportFault } from '../../../application/catalogue/import/form/import-fault.js';
import { fault } from '../../../domain/kernel/field-fault.js';
import { isByteByByte, isUtf16, unicodeEncodingOf } from './encodings.js';
import { guessEncoding } from './guess-encoding.js';
import { LineDecoder, type TextLine } from './line-decoder.js';
import { physicalLines } from './lines.js';

/** A file whose encoding and length are known. */
export interface SourceFile {
  readonly path: string;
  readonly encoding: string;
  /** Encoding of the lines that are not valid in `encoding`. */
  readonly spare?: string;
  readonly lines: number;
}

/** What the lines with bytes beyond ASCII are. */
interface Survey {
  readonly lines: number;
  readonly utf8: number;
  readonly other: number;
  /** The lines that are not UTF-8, up to a limit. */
  readonly sample: Buffer;
}

const startLength = 4_096;
const sampleMax = 100_000;

/**
 * Reads a file once to find its encoding and its length. A mark at its beginning or the NULs of UTF-16 decide, then the
 * wish, then the lines with bytes beyond ASCII: if most are valid UTF-8, the file is UTF-8, and only the others are
 * read in the encoding that they are likely to have.
 * @param wish the WHATWG name of the encoding, if it is known
 * @throws ImportFault with the reason why the file cannot be read, or that its encoding is not clear
 */
export async function surveyFile(path: string, wish?: string): Promise<SourceFile> {
  if (!(await stat(path)).isFile()) throw new ImportFault('file', fault('unreadable', fileFaults.noFile));
  const marked = unicodeEncodingOf(await startOf(path));
  const encoding = marked ?? wish;
  const survey = await surveyLines(path, encoding);
  if (encoding !== undefined && encoding !== 'utf-8') return { path, encoding, lines: survey.lines };
  return { path, lines: survey.lines, ...encodingsFor(survey, encoding === 'utf-8') };
}

/** The lines of the file as text, without a byte order mark. */
export async function* linesOf(file: SourceFile): AsyncGenerator<TextLine> {
  if (isUtf16(file.encoding)) {
    for await (const text of rawLines(file.path, file.encoding)) yield { text };
    return;
  }
  const decoder = new LineDecoder(file.encoding, file.spare);
  for await (const line of rawLines(file.path)) yield decoder.decode(line);
}

async function surveyLines(path: string, encoding: string | undefined): Promise<Survey> {
  const found = { lines: 0, utf8: 0, other: 0 };
  const utf8 = new LineDecoder('utf-8');
  let sample = '';
  let last = '';
  for await (const line of rawLines(path, encoding)) {
    found.lines += 1;
    last = line;
    if (!/[\u0080-\u00FF]/.test(line)) continue;
    if (utf8.decode(line).fault === undefined) found.utf8 += 1;
    else {
      found.other += 1;
      if (sample.length < sampleMax) sample += `${line}\n`;
    }
  }
  const lines = last === '' ? found.lines - 1 : found.lines;
  return { ...found, lines, sample: Buffer.from(sample, 'latin1') };
}

function encodingsFor(
  { utf8, other, sample }: Survey,
  isUtf8: boolean,
): Pick<SourceFile, 'encoding' | 'spare'> {
  if (other === 0) return { encoding: 'utf-8' };
  const mostAreUtf8 = isUtf8 || utf8 > other;
  const guess = guessEncoding(mostAreUtf8 ? withoutUtf8(sample) : sample);
  if (guess === undefined && mostAreUtf8) return { encoding: 'utf-8' };
  if (guess === undefined) throw new ImportFault('file', fault('unreadable', fileFaults.encoding));
  // By chance, text in an encoding of two bytes a character can be valid UTF-8; in one of one byte, hardly ever.
  return mostAreUtf8 || (utf8 > 0 && isByteByByte(guess))
    ? { encoding: 'utf-8', spare: guess }
    : { encoding: guess };
}

/** Lines with their UTF-8 replaced by any letter: it says nothing about the encoding of the rest. */
function withoutUtf8(lines: Buffer): Buffer {
  const utf8 = new LineDecoder('utf-8');
  const rest = lines
    .toString('latin1')
    .replaceAll(/[\u0080-\u00FF]+/g, (bytes) => (utf8.decode(bytes).fault === undefined ? 'x' : bytes));
  return Buffer.from(rest, 'latin1');
}

/** The lines of a UTF-16 file as text; of any other file with each byte as the character of the same number. */
function rawLines(path: string, encoding = 'latin1'): AsyncGenerator<string> {
  return physicalLines(isUtf16(encoding) ? utf16Of(path, encoding) : bytesOf(path));
}

const utf8Mark = '\u00EF\u00BB\u00BF';

async function* bytesOf(path: string): AsyncGenerator<string> {
  let isFirst = true;
  for await (const text of createReadStream(path, 'latin1') as AsyncIterable<string>) {
    yield isFirst && text.startsWith(utf8Mark) ? text.slice(utf8Mark.length) : text;
    isFirst = false;
  }
}

async function* utf16Of(path: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder.decode();
}

async function startOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(startLength), 0, startLength, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
