import { inject, injectable } from 'tsyringe';
import { dayOf, stagesDue, type Course, type SentStage } from '../../../domain/usage/mails/stages.js';
import { Clock } from '../../kernel/clock.js';
import { DeclaredLifecycles, type DeclaredLifecycle } from '../../kernel/settings.js';
import { Decisions, LifecycleSwitches, type LifecycleSwitch } from '../lifecycle/decisions.js';
import { LifecycleMails, type LifecycleStage } from './lifecycle-mails.js';
import { OperatorMail } from './operator-mail.js';
import { addressesOf, OperatorsEmail, Recipients, storedAddresses } from './recipients.js';
import { ToldClients, type Notification, type ToldClient } from './told-clients.js';

/** Days for which settled mails are kept. */
const keptDays = 30;
const dayMs = 86_400_000;

/** A client with everything that is due for it. */
interface Due {
  readonly consumerId: number;
  readonly isReachable: boolean;
  readonly stages: readonly LifecycleStage[];
}

/** Plans who is told of which end of life. Runs in the worker. */
@injectable()
export class MailPlanner {
  constructor(
    @inject(DeclaredLifecycles) private readonly declared: DeclaredLifecycles,
    @inject(ToldClients) private readonly clients: ToldClients,
    @inject(Decisions) private readonly decisions: Decisions,
    @inject(LifecycleSwitches) private readonly switches: LifecycleSwitches,
    @inject(Recipients) private readonly recipients: Recipients,
    @inject(LifecycleMails) private readonly mails: LifecycleMails,
    @inject(OperatorMail) private readonly operatorMail: OperatorMail,
    @inject(OperatorsEmail) private readonly operatorsEmail: string | undefined,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Plans today's mails, unless they are planned already. It can be interrupted and run again at any time, and several
   * workers may do it at once: each client is one unit of work, and one that fails does not keep the others.
   * @throws AggregateError for clients whose mail could not be planned
   */
  async plan(stop: AbortSignal): Promise<void> {
    const now = this.clock.now();
    const today = dayOf(now);
    const errors: unknown[] = [];
    for (const due of await this.due(now)) {
      if (stop.aborted) return;
      await this.planOne(due, today).catch((error: unknown) => errors.push(error));
    }
    if (this.operatorsEmail !== undefined && (await this.operatorMail.digest(now)))
      await this.mails.planForOperators(today);
    await this.mails.prune(dayOf(new Date(now.getTime() - keptDays * dayMs)));
    if (errors.length > 0) throw new AggregateError(errors, `Mails not planned: ${errors.length}.`);
  }

  private planOne({ consumerId, isReachable, stages }: Due, today: string): Promise<void> {
    return isReachable
      ? this.mails.plan(consumerId, today, stages)
      : this.mails.addUntold(consumerId, stages);
  }

  private async due(now: Date): Promise<readonly Due[]> {
    const courses = await this.courses();
    const due = new Map<number, Due>();
    for (const lifecycle of this.declared.all()) {
      const clients = (await this.clients.of(lifecycle, now)).filter(({ hasEvidence }) => hasEvidence);
      const addresses = await this.addressesOf(clients);
      for (const [at, client] of clients.entries()) {
        const own = addresses[at] ?? [];
        const stages = stagesFor(now, lifecycle, client, own, courses(lifecycle.id));
        if (stages.length === 0) continue;
        const before = due.get(client.consumerId)?.stages ?? [];
        const all = { stages: [...before, ...stages], isReachable: own.length > 0 };
        due.set(client.consumerId, { ...all, consumerId: client.consumerId });
      }
    }
    return [...due.values()];
  }

  private async addressesOf(clients: readonly ToldClient[]): Promise<readonly (readonly string[])[]> {
    const owners = new Set(clients.flatMap(({ patronId }) => (patronId === null ? [] : [patronId])));
    const reachable = await this.recipients.reachable([...owners]);
    const byId = new Map(reachable.map((each) => [each.patronId, each]));
    return clients.map((client) => addressesOf(client, byId.get(client.patronId ?? 0)));
  }

  private async courses(): Promise<(lifecycleId: string) => Course> {
    const [decided, on] = await Promise.all([this.decisions.all(), this.switches.all()]);
    return (id) => ({
      isGone: decided.some(({ lifecycleId, state }) => lifecycleId === id && state === 'gone'),
      withoutBrownouts: on.some((each) => isOff(each, id)),
    });
  }
}

function isOff({ lifecycleId, kind }: LifecycleSwitch, id: string): boolean {
  return kind === 'no_brownouts' && (lifecycleId === id || lifecycleId === '*');
}

function stagesFor(
  now: Date,
  lifecycle: DeclaredLifecycle,
  client: ToldClient,
  addresses: readonly string[],
  course: Course,
): readonly LifecycleStage[] {
  const sent = client.sent.filter((each) => !isWorthAnotherTry(each, addresses)).map(sentStage);
  const due = stagesDue(now, lifecycle, { ...client, sent }, course);
  return due.map((stage) => ({ ...stage, lifecycleId: lifecycle.id }));
}

/** Whether the first mail has reached nobody, and there are other addresses now. */
function isWorthAnotherTry({ stage, state, address }: Notification, addresses: readonly string[]): boolean {
  const isFirst = stage === 'announce' || stage === 'new_user';
  return isFirst && state === 'untold' && addresses.length > 0 && address !== storedAddresses(addresses);
}

function sentStage({ stage, period, madeAt, state }: Notification): SentStage {
  return { stage, period, madeAt, isDelivered: state === 'delivered' };
}
