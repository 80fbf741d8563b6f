import type { Line } from '../sides/line.js';
import { withCode } from '../sides/one-time-code.js';
import type { WireAnswer, WireRequest } from '../sides/exchange.js';
import type { Heard } from '../requests/talk.js';
import { compareAnswers, type Differences } from './compare.js';
import { Pairs } from './pairs.js';

/** A request whose two answers differ. */
export interface Finding extends Heard {
  readonly other: WireAnswer;
  readonly differences: Differences;
}

/** How many answers of the first side may be ahead. */
const mostAhead = 8;

/** Sends what the first side has answered to the second one, in the same order, and compares the answers. */
export class SecondSide {
  readonly findings: Finding[] = [];
  private readonly pairs = new Pairs();
  private readonly ahead: Promise<void>[] = [];
  private newest: Promise<void> = Promise.resolve();

  constructor(private readonly line: Line) {}

  /** Resolves when the second side is near enough. */
  async hear(heard: Heard): Promise<void> {
    this.newest = this.newest.then(() => this.compare(heard));
    this.ahead.push(this.newest);
    if (this.ahead.length > mostAhead) await this.ahead.shift();
  }

  async done(): Promise<void> {
    await this.newest;
  }

  private async compare(heard: Heard): Promise<void> {
    const other = await this.line.send(withCode(this.translated(heard.request)));
    const differences = compareAnswers(heard, other, this.pairs);
    const count = differences.breaking.length + differences.wording.length;
    if (count > 0)
      this.findings.push({ ...heard, answer: cut(heard.answer), other: cut(other), differences });
  }

  private translated(request: WireRequest): WireRequest {
    const translate = (text: string) => this.pairs.translate(text);
    return {
      ...request,
      target: translate(request.target),
      headers: request.headers.map(([name, value]) => [name, translate(value)] as const),
      body: request.body === undefined ? undefined : translate(request.body),
    };
  }
}

/** Long answers are not kept. */
function cut(answer: WireAnswer): WireAnswer {
  return { ...answer, text: answer.text.slice(0, 1_000) };
}
