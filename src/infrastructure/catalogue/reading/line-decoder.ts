import type { Sentence } from '../../../domain/kernel/sentence.js';
import { rowSentences } from '../../../application/catalogue/import/form/row-sentences.js';
import type { ImportNote } from '../../../application/catalogue/import/import-row.js';
import { isByteByByte } from './encodings.js';

/** A line of a file as text; with a fault when its bytes are no text in the encoding of the file. */
export interface TextLine {
  readonly text: string;
  readonly note?: ImportNote;
  readonly fault?: Sentence;
}

const foreignBytes = /[\u0080-\u00FF]+/g;

/** Decodes lines, each on its own: bytes of another encoding in one line change no other line. */
export class LineDecoder {
  private readonly decoder: InstanceType<typeof TextDecoder>;

  /** @param spare the encoding of what is not valid in `encoding`, in a file of two encodings */
  constructor(
    private readonly encoding: string,
    private readonly spare?: string,
  ) {
    this.decoder = new TextDecoder(encoding, { fatal: true });
  }

  /** @param line the bytes of a line, each as the character of the same number */
  decode(line: string): TextLine {
    // ISO-2022-JP writes all its characters with the bytes of ASCII.
    if (!/[\u0080-\u00FF]/.test(line) && this.encoding !== 'iso-2022-jp') return { text: line };
    const text = decoded(this.decoder, line);
    if (text !== undefined) return { text };
    const mixed = this.spare === undefined ? undefined : this.decodeMixed(line, this.spare);
    if (mixed === undefined)
      return { text: line, fault: { ...rowSentences.notDecoded, parameters: { encoding: this.encoding } } };
    return { text: mixed, note: mixedNote(this.encoding, this.spare) };
  }

  private decodeMixed(line: string, spare: string): string | undefined {
    const other = new TextDecoder(spare, { fatal: true });
    if (!isByteByByte(spare)) return decoded(other, line);
    return line.replaceAll(
      foreignBytes,
      (bytes) => decoded(this.decoder, bytes) ?? decoded(other, bytes) ?? '\uFFFD',
    );
  }
}

function decoded(decoder: InstanceType<typeof TextDecoder>, bytes: string): string | undefined {
  try {
    return decoder.decode(Buffer.from(bytes, 'latin1'));
  } catch {
    return undefined;
  }
}

function mixedNote(encoding: string, spare = ''): ImportNote {
  return { kind: 'encoding mixed', ...rowSentences.mixed, parameters: { encoding, other: spare } };
}
