import { expect } from 'chai';
import { figuresIn } from './load.js';
import { NothingAnswered, PutOff, untilAnswered } from './until-answered.js';

const figures = { requests: 7, microseconds: 400_000, p50: 1, p99: 2, refused: 0, broken: 0 };
const said = (more: object) => `Running 60m test\nFIGURES ${JSON.stringify({ ...figures, ...more })}\n`;

describe('A load on a slow server', () => {
  /** A server whose first answer takes so many seconds. */
  async function attempts(firstAnswer: number): Promise<{ tried: number[]; waits: number; came: unknown }> {
    const tried: number[] = [];
    let waits = 0;
    const attempt = async (seconds: number) => {
      tried.push(seconds);
      await Promise.resolve();
      if (seconds < firstAnswer) throw new NothingAnswered('nothing');
      return seconds;
    };
    const came: unknown = await untilAnswered(0.4, attempt, async () => {
      await Promise.resolve();
      waits++;
    }).catch((error: unknown) => error);
    return { tried, waits, came };
  }

  it('runs longer until there is an answer, and lets the server rest in between', async () => {
    expect(await attempts(1.5)).to.deep.equal({ tried: [0.4, 0.8, 1.6], waits: 2, came: 1.6 });
    expect(await attempts(0.1)).to.deep.equal({ tried: [0.4], waits: 0, came: 0.4 });
  });

  it('ends with an error without an answer in half a minute', async () => {
    const { tried, came } = await attempts(Infinity);
    expect(came).to.be.instanceOf(NothingAnswered);
    expect(tried.at(-1)).to.be.within(15, 30);
  });

  it('is repeated with the same length after 503 answers, six times at most', async () => {
    const tried: number[] = [];
    const attempt = (seconds: number) => {
      tried.push(seconds);
      return tried.length === 3 ? Promise.resolve('done') : Promise.reject(new PutOff('503'));
    };
    expect(await untilAnswered(2, attempt, () => Promise.resolve())).to.equal('done');
    expect(tried).to.deep.equal([2, 2, 2]);
    const came = await untilAnswered(2, attempt, () => Promise.resolve()).catch((error: unknown) => error);
    expect(came).to.be.instanceOf(PutOff);
    expect(tried).to.have.lengthOf(3 + 6);
  });

  it('is not repeated after other errors', async () => {
    let count = 0;
    const attempt = () => {
      count++;
      return Promise.reject(new Error('refused'));
    };
    const came = await untilAnswered(1, attempt, () => Promise.resolve()).catch((error: unknown) => error);
    expect([count, (came as Error).message]).to.deep.equal([1, 'refused']);
  });
});

describe('The output of a load', () => {
  it('contains its figures', () => {
    expect(figuresIn(said({}), 'health')).to.deep.equal(figures);
  });

  it('reports that there was no answer, also when it was interrupted before it began', () => {
    expect(() => figuresIn(said({ requests: 0 }), 'health')).to.throw(NothingAnswered);
    expect(() => figuresIn('', 'health', 'SIGINT')).to.throw(NothingAnswered);
  });

  it('reports 503 answers, when the first refusal was a 503', () => {
    expect(() => figuresIn(`${said({ refused: 2 })}first refusal: 503 {}`, 'health')).to.throw(PutOff);
    expect(() => figuresIn(`${said({ refused: 2 })}first refusal: 409 {}`, 'health'))
      .to.throw(Error)
      .that.is.not.instanceOf(PutOff);
  });

  it('is an error for refusals, broken connections and a failed load', () => {
    for (const output of [said({ refused: 1 }), said({ requests: 0, broken: 3 }), 'no such script'])
      expect(() => figuresIn(output, 'health'))
        .to.throw(Error)
        .that.is.not.instanceOf(NothingAnswered);
  });
});
