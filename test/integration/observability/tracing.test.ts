import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../support/documents.js';
import { addPerson } from '../../support/people.js';
import { endProcesses, run } from '../../support/real-process.js';
import { startService } from '../../support/service.js';
import { Collector, type CollectedSpan } from './collector.js';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const parentId = '00f067aa0ba902b7';

describe('Traces', () => {
  const collector = new Collector();
  let patron: { email: string };
  /** The traces of one borrowed book and of one refusal, under two trace ids. */
  let spans: readonly CollectedSpan[];

  before(async () => {
    const running = await startService({ config: { otlpEndpoint: await collector.open() } });
    const { token, ...person } = await addPerson(running);
    patron = person;
    const headers = { traceparent: `00-${traceId}-${parentId}-01` };
    const lent = await running.api.post('/v1/loans', { token, headers, json: { book_id: 1 } });
    expect(lent.status).to.equal(201);
    await running.api.get('/v1/books?title=canary-7f3a');
    await running.api.get('/v1/nowhere/canary-7f3b');
    await running.stop();
    spans = collector.spans.filter((span) => span.traceId === traceId);
  });
  after(async () => {
    collector.close();
    await endProcesses();
  });

  const named = (name: string) => spans.filter((span) => span.name === name);

  it('continue the trace of the caller, with one server span named by its route', () => {
    const [server, ...more] = spans.filter(({ kind }) => kind === 2);
    expect(more).to.deep.equal([]);
    expect(server).to.include({ name: 'POST /v1/loans', parentSpanId: parentId });
    expect(server?.attributes).to.include({
      'http.request.method': 'POST',
      'http.route': '/v1/loans',
      'http.response.status_code': 201,
      'shelflife.operation': 'borrowBook',
      'shelflife.caller': 'patron',
      'shelflife.version': '1.0',
    });
  });

  it('contain the unit of work, and in it every statement, also of the ORM', () => {
    const [server] = named('POST /v1/loans');
    const [unit] = named('unit of work');
    expect(unit?.parentSpanId).to.equal(server?.spanId);
    const within = spans.filter(({ parentSpanId }) => parentSpanId === unit?.spanId);
    const texts = within.map(({ attributes }) => String(attributes['db.query.text']));
    expect(
      texts.some((text) => text.includes('insert into loan ')),
      texts.join('\n'),
    ).to.equal(true);
    expect(texts.some((text) => /for update/.test(text))).to.equal(true);
    const before = spans.filter(({ parentSpanId, kind }) => parentSpanId === server?.spanId && kind === 3);
    expect(before.length, 'the caller is read first').to.equal(1);
  });

  it('begin a new trace without a parent, and contain only the path of the route', () => {
    const others = collector.spans.filter((span) => span.traceId !== traceId && span.kind === 2);
    expect(others.map(({ name }) => name)).to.deep.equal(['GET /v1/books', 'GET']);
    expect(others[1]?.attributes['error.type']).to.equal('request.not_found');
  });

  it('contain no value of any statement or address', () => {
    expect(collector.text).to.include('password_hash').and.include('$1');
    for (const value of [patron.email, 'canary', 'Bearer', '$argon2'])
      expect(collector.text).to.not.include(value);
  });

  const loaded = async (settings: object): Promise<string> => {
    const url = (file: string) => JSON.stringify(pathToFileURL(join(projectRoot, 'dist', file)).href);
    const program = `
      import { createRequire } from 'node:module';
      const { bootstrap } = await import(${url('src/composition/start/bootstrap.js')});
      const { createConfig } = await import(${url('config/index.js')});
      const databaseUrl = 'postgresql://nobody@127.0.0.1:1/none';
      const service = await bootstrap(createConfig('test', { databaseUrl, ...${JSON.stringify(settings)} }));
      console.log(Object.keys(createRequire(import.meta.url).cache).join('\\n'));
      await service.close();`;
    const args = ['--input-type=module', '--eval', program];
    const { code, stdout, stderr } = await run(process.execPath, args, { cwd: projectRoot }).ended;
    expect([code, stderr]).to.deep.equal([0, '']);
    return stdout;
  };

  it('are not loaded, nor are metrics, when they are not configured', async () => {
    const plain = await loaded({});
    expect(plain).to.include('/koa/').and.not.include('@opentelemetry').and.not.include('prom-client');
    const traced = await loaded({ otlpEndpoint: 'http://127.0.0.1:1' });
    expect(traced).to.include('@opentelemetry/sdk-trace-node').and.not.include('prom-client');
    const counted = await loaded({ metricsPort: 9 });
    expect(counted).to.include('prom-client').and.not.include('@opentelemetry/sdk-trace');
  });
});
