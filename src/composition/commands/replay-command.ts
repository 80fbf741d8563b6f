import { open } from 'node:fs/promises';
import type { Command } from 'commander';
import type { Config } from '../../../config/index.js';
import { unsealRequest } from '../../infrastructure/kernel/logging/sealed-request.js';
import { readSecret } from '../../interface/cli/kernel/read-secret.js';
import { sendAgain } from '../../interface/cli/kernel/send-again.js';

interface Options {
  readonly log: string;
  readonly to?: string;
}

/** Sends a failed request again from the log, where it is encrypted. */
export function replayCommand(program: Command, config: Config): void {
  program
    .command('replay <request-id>')
    .description('Send a request again that was answered with a 5xx. Ask for a token if it had one.')
    .requiredOption('--log <file>', 'the log of the service')
    .option('--to <url>', 'the address of the service (default: this machine)')
    .action((requestId: string, options: Options) => replay(config, requestId, options));
}

async function replay(config: Config, requestId: string, { log, to }: Options): Promise<void> {
  const sent = unsealRequest(await findSealed(log, requestId), config.jwtSecrets);
  const missing = sent.withheld.join(', ');
  if (missing !== '')
    throw new Error(`This request cannot be sent again: the log does not keep its ${missing}.`);
  const token = sent.withToken ? await readSecret('Token: ') : undefined;
  const { origin } = new URL(to ?? `http://localhost:${config.port}`);
  const url = new URL(origin + sent.url);
  const { status, text } = await sendAgain(sent, url, requestId, token);
  process.stdout.write(`${sent.method} ${sent.url}: ${status}\n${text}\n`);
  if (status >= 500) throw new Error('The request failed again.');
}

/**
 * Takes the newest line, because clients may use a request id twice. Text of the platform before the JSON is skipped.
 */
async function findSealed(file: string, requestId: string): Promise<string> {
  let found: string | undefined;
  const lines = await open(file);
  for await (const line of lines.readLines()) {
    if (!line.includes(requestId)) continue;
    const { requestId: id, replay: sealed } = parsed(line.slice(line.indexOf('{')));
    if (id === requestId && typeof sealed === 'string') found = sealed;
  }
  if (found === undefined)
    throw new Error(`${file} has no failed request ${requestId} that can be sent again.`);
  return found;
}

function parsed(text: string): Record<string, unknown> {
  try {
    return (JSON.parse(text) ?? {}) as Record<string, unknown>;
  } catch {
    return {};
  }
}
