import { expect } from 'chai';
import { Client } from 'pg';
import { startPooler, type Pooler } from '../../support/pgbouncer.js';
import { freshDatabase } from '../../support/postgres.js';

interface Row {
  readonly sum: number;
  readonly pid: number;
}

const clients = 12;
const connections = 3;
const rounds = 60;

/** With a name it is parsed once per connection, without one every time. */
interface Question {
  readonly name?: string;
  readonly text: string;
}
const unnamed = (by: number): Question => ({
  text: `select $1::int + ${by} as sum, pg_backend_pid() as pid`,
});
const named = (by: number): Question => ({ ...unnamed(by), name: `add_${by}` });

describe('Statements through a pooler in transaction mode', () => {
  let url: string;
  let pooler: Pooler | undefined;
  before(async () => (url = await freshDatabase('empty')));
  afterEach(() => pooler?.stop());

  async function start(this: Mocha.Context, settings: readonly string[] = []): Promise<Pooler> {
    pooler = await startPooler(url, { connections, settings });
    if (!pooler) return this.skip();
    return pooler;
  }

  /** Many clients query at the same time. Returns their answers. */
  async function ask(through: Pooler, statement: (by: number) => Question, atATime: number) {
    const open = Array.from(
      { length: clients },
      () => new Client({ connectionString: through.through(url), pipeline: atATime > 1 }),
    );
    await Promise.all(open.map((client) => client.connect()));
    const all = await Promise.all(
      open.map(async (client) => {
        const answers: PromiseSettledResult<Row | undefined>[] = [];
        for (let at = 0; at < rounds; at += atATime) {
          const asked = Array.from({ length: atATime }, async (_, i) => {
            const question = { ...statement((at + i) % 7), values: [at + i] };
            return (await client.query<Row>(question)).rows[0];
          });
          answers.push(...(await Promise.allSettled(asked)));
        }
        return answers;
      }),
    );
    await Promise.all(open.map((client) => client.end()));
    return all;
  }

  for (const atATime of [1, 10]) {
    const way = `${atATime} at a time on a connection`;

    it(`with names are shared by many clients on few connections, sent ${way}`, async function () {
      const answers = await ask(await start.call(this), named, atATime);
      const expected = Array.from({ length: rounds }, (_, at) => at + (at % 7));
      for (const each of answers)
        expect(each.map((answer) => answer.status === 'fulfilled' && answer.value?.sum)).to.eql(expected);
      const pids = answers.flat().map((answer) => answer.status === 'fulfilled' && answer.value?.pid);
      expect(new Set(pids)).to.have.property('size').within(1, connections);
    });

    it(`without names need no support by the pooler, sent ${way}`, async function () {
      const answers = await ask(await start.call(this, ['max_prepared_statements = 0']), unnamed, atATime);
      expect(answers.flat().filter(({ status }) => status === 'rejected')).to.eql([]);
    });

    it(`with names fail when the pooler does not track them, sent ${way}`, async function () {
      const answers = await ask(await start.call(this, ['max_prepared_statements = 0']), named, atATime);
      const codes = answers
        .flat()
        .map((answer) => answer.status === 'rejected' && (answer.reason as { code?: string }).code);
      expect(codes).to.include('42P05');
    });
  }
});
