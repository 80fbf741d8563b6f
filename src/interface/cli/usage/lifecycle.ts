import { readFile } from 'node:fs/promises';
import { Argument, Command } from 'commander';
import { inject, injectable } from 'tsyringe';
import { OperatorDecisions } from '../../../application/usage/lifecycle/operator-decisions.js';
import { ProofService } from '../../../application/usage/lifecycle/proof-service.js';
import type { CliCommand, CommandHandler } from '../kernel/cli-command.js';
import { momentIn } from '../kernel/moment-in.js';
import { obstacleLine, proofText, readProof } from './lifecycle-lines.js';

interface Options {
  readonly id?: string;
  readonly at?: string;
  readonly record?: string;
  readonly calls?: string;
  readonly reason?: string;
}

const tasks = [
  'simulate',
  'verify',
  'hold',
  'release',
  'stop-brownouts',
  'resume-brownouts',
  'confirm-anonymous',
] as const;
type Task = (typeof tasks)[number];

/** What operators do about ends of life. */
@injectable()
class LifecycleCommand implements CommandHandler {
  constructor(
    @inject(ProofService) private readonly proofs: ProofService,
    @inject(OperatorDecisions) private readonly decisions: OperatorDecisions,
  ) {}

  /** @throws Error for a missing or malformed option */
  async run(task: Task, options: Options): Promise<void> {
    if (task === 'simulate') return this.simulate(options);
    if (task === 'verify') return this.verify(options);
    const [id, reason] = [required(options, 'id'), required(options, 'reason')];
    if (task === 'confirm-anonymous') {
      const calls = wholeNumber(required(options, 'calls'));
      return this.decisions.confirmAnonymous(id, calls, reason);
    }
    const kind = task === 'hold' || task === 'release' ? 'hold' : 'no_brownouts';
    const isOn = task === 'hold' || task === 'stop-brownouts';
    return this.decisions.switchTo(id, kind, isOn, reason);
  }

  /** The exit code is 1 if somebody would break. */
  private async simulate(options: Options): Promise<void> {
    const [id, at] = [required(options, 'id'), momentIn('--at', required(options, 'at'))];
    const { obstacles, proof } = await this.proofs.simulate(id, at);
    if (proof) return write(proofText(proof));
    write(obstacles.map((each) => `${obstacleLine(each)}\n`).join(''));
    process.exitCode = 1;
  }

  /** The exit code is 1 if the record is not valid. */
  private async verify(options: Options): Promise<void> {
    const copy = readProof(await readFile(required(options, 'record'), 'utf8'));
    const faults = await this.proofs.verify(copy.id, copy);
    write(faults.length > 0 ? faults.map((each) => `${each}\n`).join('') : `Record ${copy.id} is valid.\n`);
    if (faults.length > 0) process.exitCode = 1;
  }
}

function write(text: string): void {
  process.stdout.write(text);
}

function required(options: Options, name: keyof Options): string {
  const value = options[name];
  if (value === undefined || value.trim() === '') throw new Error(`--${name} is required.`);
  return value;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new Error(`--calls must be a whole number, and not ${text}.`);
  return Number(text);
}

export const lifecycle: CliCommand = {
  declare: () =>
    new Command('lifecycle')
      .description('Simulate, prove and hold the end of something deprecated.')
      .addArgument(new Argument('<task>', 'what to do').choices(tasks))
      .option('--id <id>', 'the id of the lifecycle, or * for all where something is held or stopped')
      .option('--at <time>', 'simulate: the moment of the sunset or later; a date means midnight UTC')
      .option('--record <file>', 'verify: the record that simulate has written')
      .option('--calls <number>', 'confirm-anonymous: the number of calls without a token in 30 days')
      .option('--reason <text>', 'why; it is audited'),
  handler: LifecycleCommand,
};
