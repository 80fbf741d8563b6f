import type { WireAnswer, WireRequest } from '../sides/exchange.js';
import type { Line } from '../sides/line.js';
import { withCode } from '../sides/one-time-code.js';
import { dayMs } from '../content/desk.js';
import type { Random } from '../content/random.js';
import type { Operation } from '../sources/documents.js';

/** A request before it has an id and a time. */
export type Draft = Omit<WireRequest, 'id' | 'at'>;

/** A request and its answer of the first side. */
export interface Heard {
  readonly operation: Operation;
  readonly request: WireRequest;
  readonly answer: WireAnswer;
}

/** After so many requests a day passes: loans become overdue, and tokens expire. */
const requestsADay = 2_500;

/** Sends requests to the first side, one after another, and tells each answer. */
export class Talk {
  count = 0;

  constructor(
    private readonly line: Pick<Line, 'send'>,
    /** The time of the next request. */
    public at: number,
    private readonly random: Random,
    private readonly hear: (heard: Heard) => Promise<void>,
  ) {}

  async ask(operation: Operation, draft: Draft): Promise<WireAnswer> {
    this.count += 1;
    this.at += this.random.between(1, 700) + (this.count % requestsADay === 0 ? 1.3 * dayMs : 0);
    const request = { ...draft, id: `differential.${this.count}`, at: this.at };
    const answer = await this.line.send(withCode(request));
    await this.hear({ operation, request, answer });
    return answer;
  }
}
