import { expect } from 'chai';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { rowSentences } from '../../../application/catalogue/import/form/row-sentences.js';
import { inEnglish } from '../../../domain/kernel/sentence.js';
import { encodingCalled } from '../../../application/catalogue/import/form/encodings.js';
import { encoded } from './encoded.fake.js';
import type { TextLine } from './line-decoder.js';
import { linesOf, surveyFile } from './source-file.js';

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('The text of a file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'shelflife-text-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function read(
    content: Uint8Array | string,
    encoding?: string,
  ): Promise<{ encoding: string; spare: string | undefined; lines: readonly TextLine[]; count: number }> {
    const name = path.join(folder, 'books.csv');
    await writeFile(name, content);
    const file = await surveyFile(name, encoding === undefined ? undefined : encodingCalled(encoding));
    const lines: TextLine[] = [];
    for await (const line of linesOf(file)) lines.push(line);
    return { encoding: file.encoding, spare: file.spare, lines, count: file.lines };
  }
  const texts = async (content: Uint8Array | string, encoding?: string): Promise<string[]> =>
    (await read(content, encoding)).lines.map(({ text }) => text);

  it('is UTF-8 with or without a byte order mark', async () => {
    expect(await texts('\uFEFFÉmile\n書')).to.deep.equal(['Émile', '書']);
    expect(await read('Émile')).to.include({ encoding: 'utf-8', spare: undefined });
  });

  it('is UTF-16 by its mark or by its NULs, in either byte order', async () => {
    for (const mark of ['\uFEFF', '']) {
      const bytes = Buffer.from(`${mark}Title,Author\r\n書,Émile\r\n`, 'utf16le');
      expect(await texts(bytes)).to.deep.equal(['Title,Author', '書,Émile', '']);
      expect(await texts(bytes.swap16())).to.deep.equal(['Title,Author', '書,Émile', '']);
    }
  });

  it('is UTF-8 when a few bytes are not, and only these are read in another encoding', async () => {
    const { encoding, spare, lines } = await read(
      Buffer.concat([Buffer.from('Größe\nÅsa 書\nJürgen, '), latin('Caf\u00E9\nplain')]),
    );
    expect({ encoding, spare }).to.deep.equal({ encoding: 'utf-8', spare: 'windows-1252' });
    expect(lines).to.deep.equal([
      { text: 'Größe' },
      { text: 'Åsa 書' },
      {
        text: 'Jürgen, Café',
        note: {
          kind: 'encoding mixed',
          ...rowSentences.mixed,
          parameters: { encoding: 'utf-8', other: 'windows-1252' },
        },
      },
      { text: 'plain' },
    ]);
  });

  it('has a fault in each line that is valid in no likely encoding', async () => {
    const { lines } = await read(
      Buffer.concat([Buffer.from('Größe\nÅsa\n'), Buffer.from([0x41, 0xff, 0x81, 0x0a])]),
    );
    expect(lines.map(({ fault }) => fault && inEnglish(fault))).to.deep.equal([
      undefined,
      undefined,
      'The line is not valid utf-8.',
      undefined,
    ]);
  });

  it('is found out when no line is UTF-8', async () => {
    expect(await read(encoded('Größe\nCafé\n“Übung”', 'windows-1252'))).to.deep.include({
      encoding: 'windows-1252',
      lines: [{ text: 'Größe' }, { text: 'Café' }, { text: '“Übung”' }],
    });
    expect(await read(encoded('Название\nПреступление и наказание', 'windows-1251'))).to.include({
      encoding: 'windows-1251',
    });
  });

  it('needs an encoding when two are likely', async () => {
    const bytes = encoded('围城,钱钟书', 'gbk');
    expect(await read(bytes).catch((error: Error) => error.message)).to.match(
      /is not valid UTF-8, and its encoding is not clear. Name the encoding, for example windows-1252,/,
    );
    expect(await texts(bytes, 'GBK')).to.deep.equal(['围城,钱钟书']);
    expect(await texts(bytes, 'cp936')).to.deep.equal(['围城,钱钟书']);
  });

  it('is decoded with the encoding that is given, with a fault for what is none of its characters', async () => {
    const bytes = Buffer.concat([encoded('ソ|能\n', 'shift_jis'), Buffer.from([0x82, 0x0a, 0x41])]);
    expect((await read(bytes, 'shift_jis')).lines).to.deep.equal([
      { text: 'ソ|能' },
      { text: '\u0082', fault: { ...rowSentences.notDecoded, parameters: { encoding: 'shift_jis' } } },
      { text: 'A' },
    ]);
  });

  it('does not follow a given encoding against a byte order mark', async () => {
    expect(await texts('\uFEFFÉmile', 'windows-1252')).to.deep.equal(['Émile']);
  });

  it('is refused with an unknown encoding', async () => {
    expect(await read('x', 'klingon').catch((error: Error) => error.message)).to.match(
      /^encoding: "klingon" is not known\. Some that are: utf-8,/,
    );
  });

  it('has as many lines as were counted, whatever their ends', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      expect((await read(['a', 'b', 'c'].join(end))).count).to.equal(3);
      expect((await read(['a', 'b', 'c', ''].join(end))).count).to.equal(3);
      expect((await read(Buffer.from(['a', 'b', 'c'].join(end), 'utf16le'), 'utf-16le')).count).to.equal(3);
    }
  });
});
