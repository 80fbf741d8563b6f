import { inject, injectable } from 'tsyringe';
import { brownoutsOf } from '../../../domain/kernel/lifecycle/brownouts.js';
import { isPastSunset } from '../../../domain/kernel/lifecycle/lifecycle-days.js';
import { dayOf, refusedIn, stages } from '../../../domain/usage/mails/stages.js';
import { Clock } from '../../kernel/clock.js';
import { DeclaredLifecycles, type DeclaredLifecycle } from '../../kernel/settings.js';
import type { DigestSection } from './digest-texts.js';
import type { LifecycleStage, WaitingStage } from './lifecycle-mails.js';
import { MailEvidence, type ShownUse } from './mail-evidence.js';
import { MailLinks } from './mail-links.js';
import { rehearsalCommand } from './rehearsal-command.js';

/** A section with the notifications that it tells. */
export interface ToldSection extends DigestSection {
  readonly stageIds: readonly number[];
}

/** Collects what a mail shows, as it is when the mail is sent. */
@injectable()
export class DigestContent {
  constructor(
    @inject(DeclaredLifecycles) private readonly declared: DeclaredLifecycles,
    @inject(MailEvidence) private readonly evidence: MailEvidence,
    @inject(MailLinks) private readonly links: MailLinks,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** One section for each end of life that still has something to show, the most urgent first. */
  async of(consumerId: number, waiting: readonly WaitingStage[]): Promise<readonly ToldSection[]> {
    const byId = Map.groupBy(waiting, ({ lifecycleId }) => lifecycleId);
    const sections: ToldSection[] = [];
    for (const lifecycle of this.declared.all()) {
      const own = (byId.get(lifecycle.id) ?? []).toSorted((one, other) => urgency(one) - urgency(other));
      const section = own.length > 0 ? await this.section(consumerId, lifecycle, own) : undefined;
      if (section) sections.push({ ...section, stageIds: own.map(({ id }) => id) });
    }
    return sections.toSorted((one, other) => urgency(one) - urgency(other));
  }

  private async section(
    consumerId: number,
    lifecycle: DeclaredLifecycle,
    own: readonly LifecycleStage[],
  ): Promise<DigestSection | undefined> {
    const uses = await this.evidence.uses(consumerId, lifecycle, this.clock.now());
    const [newest, ...older] = uses.toSorted((one, other) => other.lastAt.getTime() - one.lastAt.getTime());
    const [first] = own;
    if (!newest || !first) return undefined;
    const { minor = '' } = newest.evidence[0] ?? {};
    return {
      lifecycle,
      stage: first.stage,
      brownout: await this.brownout(consumerId, lifecycle, own),
      lastAt: newest.lastAt,
      uses: [newest, ...older],
      report: this.links.report(minor),
      rehearsal: this.rehearsal(lifecycle, newest, minor),
    };
  }

  private rehearsal(lifecycle: DeclaredLifecycle, use: ShownUse, minor: string): string | undefined {
    const { sunset } = lifecycle;
    if (sunset === undefined || isPastSunset(this.clock.now(), lifecycle)) return undefined;
    return rehearsalCommand({ ...use, minor }, sunset, this.links);
  }

  private async brownout(
    consumerId: number,
    lifecycle: DeclaredLifecycle,
    own: readonly LifecycleStage[],
  ): Promise<DigestSection['brownout']> {
    const about = own.find(({ stage }) => stage === 'brownout_ahead' || stage === 'brownout_report');
    const window = brownoutsOf(lifecycle).find(({ from }) => dayOf(from) === about?.period);
    if (!window) return undefined;
    const interrupted = await this.evidence.interrupted(consumerId, lifecycle, this.clock.now());
    return { ...window, refused: refusedIn(window, { interrupted }) };
  }
}

function urgency({ stage }: Pick<DigestSection, 'stage'>): number {
  return stages.indexOf(stage);
}
