import sinon from 'sinon';
import { container, type InjectionToken } from 'tsyringe';
import type { CliCommand, CommandHandler } from '../../src/interface/cli/kernel/cli-command.js';

/** The handler of a command, created by injection, with this service replacing the real one. */
export function handlerOf<Service>(
  { handler }: CliCommand,
  token: InjectionToken<Service>,
  service: Service,
): CommandHandler {
  return container.createChildContainer().registerInstance(token, service).resolve(handler);
}

/** The standard output of a command. The real stdout is restored afterwards, because mocha writes there too. */
export async function outputOf(command: () => Promise<void>): Promise<string> {
  const write = sinon.stub(process.stdout, 'write').returns(true);
  try {
    await command();
    return write.args.map(([text]) => String(text)).join('');
  } finally {
    write.restore();
  }
}
