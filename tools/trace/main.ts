import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { withPostgres } from '../../contract/frozen/postgres.js';
import { privateRedis } from '../../test/support/redis.js';
import { startService } from '../../test/support/service.js';
import { budgets } from './budgets.js';
import type { CalledFunction } from './calls.js';
import { functionList, page } from './page.js';
import { isRequest, known } from './requests.js';
import { trace } from './trace.js';

interface Options {
  readonly redis: boolean;
  readonly functions: boolean;
  readonly body?: string;
  readonly warm: string;
  readonly times: string;
}

const program = new Command('trace')
  .description('Count the function calls that one warm request makes in the whole service.')
  .argument(
    '[request]',
    `method and path; prepared requests: ${known.join(', ')}; others are sent as they are`,
    asRequest,
  )
  .option('--redis', 'use Redis for the cache and the limits', false)
  .option('--functions', 'also list our own functions', false)
  .option('--body <json>', 'the body of a request that is not prepared')
  .option('--warm <n>', 'requests before the count', '200')
  .option('--times <n>', 'requests to count, one by one', '5');
program.parse();
const [request = known[0]] = program.processedArgs as [string?];

await withPostgres(() => count(request, program.opts<Options>()));
// Database pools may keep idle connections open.
process.exit();

async function count(name: string, { redis, functions, body, warm, times }: Options): Promise<void> {
  const cache = redis ? await privateRedis() : undefined;
  if (redis && !cache) throw new Error('redis-server is not installed. On Debian: apt-get install redis');
  const service = await startService(cache && { config: { redisUrl: cache.url } });
  try {
    const traced = await trace(name, service.url, { warm: Number(warm), times: Number(times), body });
    // The budgets apply to a single process, which keeps everything in memory.
    print(page(name, traced, redis ? undefined : budgets[name]));
    if (functions) print(`\n${functionList(traced, lineOf)}`);
  } finally {
    await service.stop();
    await cache?.stop();
  }
}

function asRequest(name: string): string {
  if (isRequest(name)) return name;
  throw new InvalidArgumentError('It must be a method and a path, such as "GET /v1/loans".');
}

/** The compiled file and the line in it. */
function lineOf({ file, offset }: CalledFunction): string {
  const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
  return `dist/${file}:${text.slice(0, offset).split('\n').length}`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
