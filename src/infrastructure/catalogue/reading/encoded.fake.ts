/** Inverse tables of `TextDecoder`, which has no encoder beside it for other encodings than UTF-8. */
const tables = new Map<string, ReadonlyMap<string, readonly number[]>>();

/** Encodes a text, for tests. Of several byte sequences for a character, the first one counts. */
export function encoded(text: string, encoding: string): Buffer {
  const table = tables.get(encoding) ?? tableOf(encoding);
  tables.set(encoding, table);
  return Buffer.from(
    [...text].flatMap((character) => {
      const bytes = table.get(character);
      if (!bytes) throw new Error(`${encoding} has no ${character}`);
      return bytes;
    }),
  );
}

function tableOf(encoding: string): ReadonlyMap<string, readonly number[]> {
  const decoder = new TextDecoder(encoding);
  const bytes = Array.from({ length: 256 }, (_, byte) => byte);
  const pairs = bytes.slice(0x81, 0xff).flatMap((lead) => bytes.slice(0x40).map((trail) => [lead, trail]));
  const table = new Map<string, readonly number[]>();
  for (const sequence of [...bytes.map((byte) => [byte]), ...pairs]) {
    const text = decoder.decode(Uint8Array.from(sequence));
    if ([...text].length === 1 && text !== '\uFFFD' && !table.has(text)) table.set(text, sequence);
  }
  return table;
}
