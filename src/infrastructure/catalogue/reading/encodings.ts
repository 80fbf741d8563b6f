export function isUtf16(encoding: string): boolean {
  return encoding.startsWith('utf-16');
}

/** Tells whether each byte is one character. In other encodings, an ASCII byte can be the second half of one. */
export function isByteByByte(encoding: string): boolean {
  return /^(?:windows-|iso-8859-|koi8-|macintosh|x-mac-|ibm866)/.test(encoding);
}

/** The Unicode encoding that the beginning of a file shows: by its byte order mark, or by the NULs of UTF-16. */
export function unicodeEncodingOf(start: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' | undefined {
  if (start.length >= 3 && start.readUIntBE(0, 3) === 0xefbbbf) return 'utf-8';
  const mark = start.length >= 2 ? start.readUInt16BE() : 0;
  if (mark === 0xfffe) return 'utf-16le';
  if (mark === 0xfeff) return 'utf-16be';
  const even = nulsIn(start, 0);
  const odd = nulsIn(start, 1);
  // In UTF-16, half of each separator, digit and Latin letter is NUL, and always the same half.
  const enough = start.length / 20;
  if (odd > enough && even < odd / 10) return 'utf-16le';
  if (even > enough && odd < even / 10) return 'utf-16be';
  return undefined;
}

function nulsIn(bytes: Buffer, from: 0 | 1): number {
  let count = 0;
  for (let at = from; at < bytes.length; at += 2) if (bytes[at] === 0) count += 1;
  return count;
}
