import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { expect } from 'chai';
import { report } from '../support/faults/fault-report.js';
import { freshDatabase } from '../support/postgres.js';
import { endProcesses } from '../support/real-process.js';
import { startDeployed, type ServiceProcess } from '../support/service-process.js';
import { askUntilRefused, type Attempt } from '../support/stubborn-clients.js';
import { until } from '../support/until.js';

/** A login of which half has been sent; `finish` sends the other half and returns the answer. */
async function halfLogIn({ url }: ServiceProcess): Promise<{ finish(): Promise<IncomingMessage> }> {
  const body = JSON.stringify({ email: 'patron@example.org', password: 'patron-demo-password' });
  const headers = { 'Content-Type': 'application/json', 'Content-Length': body.length };
  const asking = request(`${url}/v1/users/login`, { method: 'POST', headers, agent: false });
  await new Promise((written) => asking.write(body.slice(0, 20), written));
  const answered = once(asking, 'response') as Promise<[IncomingMessage]>;
  const finish = async () => {
    asking.end(body.slice(20));
    const [answer] = await answered;
    return answer.resume();
  };
  return { finish };
}

/** Whether the service had accepted it, by the connection or by its log. */
const isFailed =
  (log: string) =>
  ({ outcome, reused, id }: Attempt) =>
    outcome !== 200 && (reused || log.includes(`"${id}"`));

describe('When the service is stopped under load', function () {
  this.timeout(40_000);
  afterEach(endProcesses);

  it('it fails no accepted request, and ends with 0 within 9 s', async () => {
    const service = await startDeployed(await freshDatabase('seeded'));
    const urls = ['/v1/books?per_page=5', '/v1/books/1', '/v1/books?page=2'].map(
      (path) => service.url + path,
    );
    let answered = 0;
    const clients = askUntilRefused(20, urls, () => answered++);
    await until(() => answered > 500, 10_000);
    const slow = await halfLogIn(service);

    const asked = performance.now();
    service.signal('SIGTERM');
    await until(async () => (await fetch(`${service.url}/health/ready`)).status === 503);
    const attempts = await clients;
    const last = await slow.finish();
    expect([last.statusCode, last.headers.connection]).to.deep.equal([200, 'close']);

    const { code, stdout, stderr } = await service.ended;
    const seconds = (performance.now() - asked) / 1_000;
    report('SIGTERM of the only one under load', 'no accepted request fails; gone within 9 s', {
      requests: attempts.length,
      'failed after they were accepted': attempts.filter(isFailed(stdout)).length,
      'the stop took (s)': seconds,
    });
    expect([code, stderr]).to.deep.equal([0, '']);
    expect(seconds).to.be.below(9);
    const failed = attempts.filter(({ outcome }) => outcome !== 200);
    // The system may cut new connections that wait in the queue of the closed port: the service has not accepted them.
    expect(failed.filter(isFailed(stdout))).to.deep.equal([]);
    expect(failed.map(({ outcome }) => outcome).filter((outcome) => outcome !== 'ECONNRESET')).to.deep.equal(
      [],
    );
  });
});
