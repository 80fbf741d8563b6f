import sinon from 'sinon';
import { container, type InjectionToken } from 'tsyringe';
import type { CliCommand, CommandHandler } from '../../src/interface/cli/kernel/cli-command.js';

/** The handler of a command, made by injection, with this service in the place of the one that it needs. */
export function handlerOf<Service>(
  { handler }: CliCommand,
  token: InjectionToken<Service>,
  service: Service,
): CommandHandler {
  return container.createChildContainer().registerInstance(token, service).resolve(handler);
}

/** What a command writes to standard output. The output is real again when this ends, for mocha writes there too. */
export async function outputOf(command: () => Promise<void>): Promise<string> {
  const write = sinon.stub(process.stdout, 'write');
  try {
    await command();
    return write.args.map(([text]) => String(text)).join('');
  } finally {
    write.restore();
  }
}
