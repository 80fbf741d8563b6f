import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { clientOf, learn, type Client } from './usage-clients.js';
import { addCounts, type Count } from './usage-sql.js';

const writeEveryMs = 8_000;
const hourMs = 3_600_000;

/** Calls by client, operation, hour and outcome. */
let counts = new Map<string, Count>();

/** Counts calls in memory, after each answer, and adds them to the database in lots. */
export const usage = {
  countAnswers: (app: FastifyInstance): void => {
    app.addHook('onResponse', (request, reply, done) => {
      const operationId = request.routeOptions.schema?.operationId;
      if (operationId !== undefined) count(clientOf(request), operationId, request, reply);
      done();
    });
    app.addHook('onClose', write);
  },

  begin: (): void => {
    void learn();
    setInterval(() => void write(), writeEveryMs).unref();
  },
};

function count(
  client: Client,
  operationId: string,
  { major }: FastifyRequest,
  { statusCode }: FastifyReply,
): void {
  const now = Date.now();
  const [hour, outcome] = [Math.floor(now / hourMs), outcomeOf(statusCode)];
  const key = `${client.ref} ${operationId} ${major} ${hour} ${outcome}`;
  const known = counts.get(key);
  if (known) {
    known.calls += 1;
    known.lastAt = now;
  } else counts.set(key, { client, operationId, major, hour, outcome, calls: 1, lastAt: now });
}

function outcomeOf(status: number): string {
  return status === 304 ? '304' : `${Math.floor(status / 100)}xx`;
}

/** What cannot be written now is counted further. */
async function write(): Promise<void> {
  const lot = counts;
  counts = new Map();
  try {
    if (lot.size > 0) await addCounts([...lot.values()]);
    await learn();
  } catch {
    for (const [key, each] of lot) {
      each.calls += counts.get(key)?.calls ?? 0;
      counts.set(key, each);
    }
  }
}
