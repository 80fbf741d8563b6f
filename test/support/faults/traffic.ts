import { ask, logIn, type Reply } from '../ask.js';
import { addPairs, type Pair } from './pairs.js';

const reads = [
  '/v1/books/1',
  '/v1/books?per_page=5',
  '/v2/books?limit=5',
  '/v1/books/search?q=crime',
  '/v2/search?q=odyssey',
  '/v1/books/popular?limit=5',
];

/** Typical traffic: three of ten requests lend or return, half of them through each version. */
export class Traffic {
  #count = 0;
  #writes = 0;

  private constructor(
    private readonly url: string,
    private readonly token: string,
    private readonly pairs: readonly Pair[],
  ) {}

  /** @param url where requests are sent to @param databaseUrl of a seeded library, to which so many pairs are added */
  static async through(url: string, databaseUrl: string, pairs = 300): Promise<Traffic> {
    return new Traffic(url, await logIn(url), await addPairs(databaseUrl, pairs));
  }

  /** The next request; `path` replaces its read. */
  next(): Promise<Reply> {
    const count = this.#count++;
    return count % 10 < 7 ? this.read(reads[count % reads.length] ?? '') : this.write();
  }

  read(path: string): Promise<Reply> {
    return ask(this.url + path, { token: this.token });
  }

  /** Lends or returns. A copy that the patron has already, or that is already returned, is no fault. */
  write(): Promise<Reply> {
    const pair = this.pairs[this.#writes++ % this.pairs.length] as Pair;
    return Math.random() < 0.5 ? this.lend(pair) : this.takeBack(pair);
  }

  private lend({ barcode: copyBarcode, patronId }: Pair): Promise<Reply> {
    return this.post('/v2/loans', { copyBarcode, patronId });
  }

  private takeBack({ barcode: copyBarcode }: Pair): Promise<Reply> {
    return this.post('/v2/returns', { copyBarcode });
  }

  private post(path: string, json: object): Promise<Reply> {
    return ask(this.url + path, { method: 'POST', token: this.token, json });
  }
}
