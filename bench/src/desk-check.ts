import { badTokens } from './bad-tokens.js';
import type { Question } from './conversation.js';
import type { Library } from './knowledge.js';

type Tell = (question: Question) => Promise<unknown>;

/** Lends and returns through /v2 in all relevant ways, by barcode. */
export async function lendAtDesk(tell: Tell, library: Library, secret: string): Promise<void> {
  const [reader = '', other = ''] = library.readers.map(({ token }) => token);
  const { barcodes, desk } = library;
  for (const token of [undefined, ...badTokens(secret, 1)]) {
    await tell(scan('loans', barcodes[0], token));
    await tell(scan('returns', barcodes[0], token));
  }
  await tell(scan('loans', 'nothing', reader));
  await tell(scan('returns', 'nothing', desk));
  for (const barcode of barcodes.slice(0, 20)) {
    await tell(scan('loans', barcode, reader));
    await tell(scan('loans', barcode, reader));
    await tell(scan('loans', barcode, other));
    await tell(scan('returns', barcode, reader));
    await tell(scan('returns', barcode, desk));
    await tell(scan('returns', barcode, desk));
  }
  await lendTooMany(tell, barcodes.slice(20, 27), reader, other);
  for (const barcode of barcodes.slice(20, 28)) await tell(scan('returns', barcode, desk));
}

/** The sixth loan is refused; that of a copy that another patron has, for two reasons. */
async function lendTooMany(
  tell: Tell,
  barcodes: readonly string[],
  reader: string,
  other: string,
): Promise<void> {
  await tell(scan('loans', barcodes[6], other));
  for (const barcode of barcodes) await tell(scan('loans', barcode, reader));
}

function scan(what: 'loans' | 'returns', copyBarcode = '', token?: string): Question {
  return {
    method: 'POST',
    path: `/v2/${what}`,
    body: { copyBarcode },
    ...(token !== undefined && { token }),
  };
}
