import { inject, injectable } from 'tsyringe';
import { ApiKeyQueries } from '../../application/accounts/api-keys.js';
import {
  PersonalRecords,
  recordsAtMost,
  type PersonalRecord,
} from '../../application/accounts/export/personal-records.js';
import { PersonalTraces } from '../../application/accounts/export/personal-traces.js';
import { PatronQueries } from '../../application/accounts/patron-queries.js';
import { Consumers, OwnClients, type Owners } from '../../application/usage/consumers/consumers.js';
import { UsageQueries } from '../../application/usage/counting/usage-queries.js';
import { Agreements } from '../../application/usage/lifecycle/agreements.js';
import { SentMails } from '../../application/usage/mails/sent-mails.js';
import type { Recipient, Recipients } from '../../application/usage/mails/recipients.js';

/** The most keys that are named. */
const keysAtMost = 200;

/** The ports of the accounts that are implemented here. Only this file may import another feature. */
export { PersonalRecords, PersonalTraces };

/** Answered by the accounts: whose account, and whose key, is this? */
@injectable()
export class AccountOwners implements Owners {
  constructor(
    @inject(PatronQueries) private readonly patrons: PatronQueries,
    @inject(ApiKeyQueries) private readonly keys: ApiKeyQueries,
  ) {}

  async exists(patronId: number): Promise<boolean> {
    return (await this.patrons.view(patronId)) !== undefined;
  }

  async ofKey(ownerId: number | undefined, keyId: number): Promise<number | undefined> {
    return (await this.keys.view(ownerId, keyId))?.ownerId;
  }

  async keysOf(ownerId: number): Promise<readonly { readonly id: number; readonly name: string }[]> {
    const { items } = await this.keys.list(ownerId, { limit: keysAtMost });
    return items.map(({ id, name }) => ({ id, name }));
  }
}

/** Answered by the accounts: how can the owners of clients be reached? */
@injectable()
export class AccountRecipients implements Recipients {
  constructor(@inject(PatronQueries) private readonly patrons: PatronQueries) {}

  reachable(patronIds: readonly number[]): Promise<readonly Recipient[]> {
    return this.patrons.contacts(patronIds);
  }
}

/** Answered by the usage, for the accounts: the clients of a patron, and who is told of what they call. */
@injectable()
export class ClientsOfPatron implements PersonalRecords {
  readonly section = 'usageClients';

  constructor(@inject(OwnClients) private readonly clients: OwnClients) {}

  async of(patronId: number): Promise<PersonalRecord[]> {
    return (await this.clients.ofPatron(patronId, recordsAtMost)).map((each) => ({ ...each }));
  }
}

/** Answered by the usage, for the accounts: what was counted of the clients of a patron. */
@injectable()
export class UsageOfPatron implements PersonalRecords {
  readonly section = 'usage';

  constructor(@inject(UsageQueries) private readonly usage: UsageQueries) {}

  async of(patronId: number): Promise<PersonalRecord[]> {
    const { items } = await this.usage.list({ patronId }, new Date(0), { limit: recordsAtMost });
    return items.map((use) => ({ ...use }));
  }
}

/** Answered by the usage, for the accounts: the calls that have used something deprecated. */
@injectable()
export class EvidenceOfPatron implements PersonalRecords {
  readonly section = 'usageEvidence';

  constructor(@inject(UsageQueries) private readonly usage: UsageQueries) {}

  async of(patronId: number): Promise<PersonalRecord[]> {
    return (await this.usage.evidence({ patronId }, recordsAtMost)).map((each) => ({ ...each }));
  }
}

/** Answered by the usage, for the accounts: what its owner was told about a client. */
@injectable()
export class MailsOfPatron implements PersonalRecords {
  readonly section = 'usageMails';

  constructor(@inject(SentMails) private readonly mails: SentMails) {}

  async of(patronId: number): Promise<PersonalRecord[]> {
    return (await this.mails.of(patronId, recordsAtMost)).map((each) => ({ ...each }));
  }
}

/** Answered by the usage, for the accounts: the ends of life that were agreed to. */
@injectable()
export class ConsentsOfPatron implements PersonalRecords {
  readonly section = 'usageConsents';

  constructor(@inject(Agreements) private readonly agreements: Agreements) {}

  async of(patronId: number): Promise<PersonalRecord[]> {
    return (await this.agreements.ofPatron(patronId, recordsAtMost)).map((each) => ({ ...each }));
  }
}

/** Answered by the usage, for the accounts: an account is closed. */
@injectable()
export class ConsumersOfPatron implements PersonalTraces {
  constructor(@inject(Consumers) private readonly consumers: Consumers) {}

  erase(patronId: number): Promise<void> {
    return this.consumers.forget(patronId);
  }
}
