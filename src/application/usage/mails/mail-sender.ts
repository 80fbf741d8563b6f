import { inject, injectable } from 'tsyringe';
import { dayOf, isUrgent } from '../../../domain/usage/mails/stages.js';
import { Clock } from '../../kernel/clock.js';
import { AddressRefused, Mail, type Letter } from '../../kernel/mail.js';
import { Owners } from '../consumers/consumers.js';
import { DigestContent, type ToldSection } from './digest-content.js';
import { DigestTexts } from './digest-texts.js';
import { LifecycleMails, type MailDigest, type WaitingStage } from './lifecycle-mails.js';
import { MailEvidence, type MailedClient } from './mail-evidence.js';
import { MailLinks } from './mail-links.js';
import { OperatorMail } from './operator-mail.js';
import { addressesOf, OperatorsEmail, Recipients, storedAddresses, type Recipient } from './recipients.js';

/** Mails that are sent at the same time. */
const lot = 10;
/** How long an address that takes no mail is tried again: two days, in milliseconds. */
const patienceMs = 2 * 24 * 60 * 60_000;

/** A mail that is ready, and the addresses that it is tried with, one after the other. */
interface Ready {
  readonly letter: Letter;
  readonly rounds: readonly (readonly [string, ...string[]])[];
  readonly stageIds: readonly number[];
  readonly isOld: boolean;
}

/** Sends the planned mails about ends of life, as they are when they are sent. Runs in the worker. */
@injectable()
export class MailSender {
  constructor(
    @inject(LifecycleMails) private readonly mails: LifecycleMails,
    @inject(MailEvidence) private readonly evidence: MailEvidence,
    @inject(Recipients) private readonly recipients: Recipients,
    @inject(Owners) private readonly owners: Owners,
    @inject(DigestContent) private readonly content: DigestContent,
    @inject(OperatorMail) private readonly operatorMail: OperatorMail,
    @inject(OperatorsEmail) private readonly operatorsEmail: string | undefined,
    @inject(DigestTexts) private readonly texts: DigestTexts,
    @inject(MailLinks) private readonly links: MailLinks,
    @inject(Mail) private readonly mail: Mail,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Sends until no mail is due; stops when a whole lot fails.
   * @throws AggregateError when mails could not be sent; they are tried again later
   */
  async send(stop: AbortSignal): Promise<void> {
    const errors: unknown[] = [];
    while (!stop.aborted) {
      const claimed = await this.mails.claim(dayOf(this.clock.now()), lot);
      if (claimed.length === 0) break;
      const outcomes = await Promise.allSettled(claimed.map((digest) => this.sendOne(digest)));
      const failed = outcomes.filter((outcome) => outcome.status === 'rejected');
      errors.push(...failed.map(({ reason }: PromiseRejectedResult) => reason as unknown));
      if (failed.length === claimed.length) break;
    }
    if (errors.length > 0) throw new AggregateError(errors, `Mails not sent: ${errors.length}.`);
  }

  private sendOne(digest: MailDigest): Promise<void> {
    const { consumerId } = digest;
    return consumerId === null ? this.tellOperators(digest) : this.tellClient(digest, consumerId);
  }

  private async tellOperators({ id, day }: MailDigest): Promise<void> {
    const digest = await this.operatorMail.digest(this.clock.now());
    if (digest && this.operatorsEmail !== undefined)
      await this.mail.send({
        ...this.texts.forOperators(digest),
        id: `sunsets-${day}`,
        to: this.operatorsEmail,
      });
    await this.mails.settle(id);
  }

  private async tellClient(digest: MailDigest, consumerId: number): Promise<void> {
    const client = await this.evidence.client(consumerId);
    const waiting = await this.mails.waiting(consumerId);
    if (!client || waiting.length === 0) return this.mails.settle(digest.id);
    const sections = await this.content.of(consumerId, waiting);
    const stageIds = sections.flatMap((section) => section.stageIds);
    await this.mails.drop(waiting.map(({ id }) => id).filter((id) => !stageIds.includes(id)));
    if (sections.length === 0) return this.mails.settle(digest.id);
    const owner = await this.ownerOf(client);
    const addresses = addressesOf(client, owner);
    if (addresses.length === 0)
      return this.mails.settle(digest.id, { stageIds, state: 'untold', addresses: null });
    const letter = this.write(await this.nameOf(client, owner), owner, sections);
    const rounds = this.rounds(addresses, sections, waiting);
    await this.deliver(digest, { letter, rounds, stageIds, isOld: this.isOld(waiting) }, addresses);
  }

  /**
   * If the process is killed between sending and `settle`, the mail is sent again with the same id, by which receivers
   * can drop it. These milliseconds cannot be avoided.
   */
  private async deliver(digest: MailDigest, ready: Ready, addresses: readonly string[]): Promise<void> {
    const { letter, rounds, stageIds, isOld } = ready;
    for (const [at, round] of rounds.entries()) {
      const id = `deprecations-${digest.id}-${addresses.indexOf(round[0]) + 1}`;
      if (await this.isTaken({ ...letter, id, to: round[0], also: round[1] }, isOld))
        return this.mails.settle(digest.id, {
          stageIds,
          state: 'delivered',
          addresses: storedAddresses(round),
        });
      if (at + 1 < rounds.length) await this.mails.bounced(stageIds, round.join(', '));
    }
    await this.mails.settle(digest.id, { stageIds, state: 'untold', addresses: storedAddresses(addresses) });
  }

  /** @throws Error when it is worth trying again later */
  private async isTaken(message: Parameters<Mail['send']>[0], isOld: boolean): Promise<boolean> {
    try {
      await this.mail.send(message);
      return true;
    } catch (error) {
      if (error instanceof AddressRefused || isOld) return false;
      throw error;
    }
  }

  /** Both addresses together when it is urgent; else the second one only after the first one was refused. */
  private rounds(
    addresses: readonly string[],
    sections: readonly ToldSection[],
    waiting: readonly WaitingStage[],
  ): Ready['rounds'] {
    const [first, ...others] = addresses;
    if (first === undefined) return [];
    const now = this.clock.now();
    if (sections.some(({ lifecycle }) => isUrgent(now, lifecycle))) return [[first, ...others]];
    const single = others.map((each) => [each] as const);
    return waiting.some(({ state }) => state === 'bounced') ? single : [[first], ...single];
  }

  private write(client: string, owner: Recipient | undefined, sections: readonly ToldSection[]): Letter {
    const { home, list } = this.links;
    return this.texts.forClient({ language: owner?.language ?? 'en', client, sections, home, list });
  }

  /** What its owner calls it: a key by its name, an account by its address. */
  private async nameOf(
    { kind, keyId, patronId, name }: MailedClient,
    owner: Recipient | undefined,
  ): Promise<string> {
    if (kind === 'account') return owner?.email ?? name;
    if (keyId === null || patronId === null) return name;
    const keys = await this.owners.keysOf(patronId);
    return keys.find(({ id }) => id === keyId)?.name ?? name;
  }

  private async ownerOf({ patronId }: MailedClient): Promise<Recipient | undefined> {
    const [owner] = patronId === null ? [] : await this.recipients.reachable([patronId]);
    return owner;
  }

  private isOld(waiting: readonly WaitingStage[]): boolean {
    return waiting.some(({ madeAt }) => this.clock.now().getTime() - madeAt.getTime() > patienceMs);
  }
}
