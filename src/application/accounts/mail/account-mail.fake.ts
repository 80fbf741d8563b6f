import type { RequestFacts } from '../../kernel/request/request-scope.js';
import { FakePatronDesk } from '../patrons/patron-desk.fake.js';
import { AccessService } from '../access/access-service.js';
import { LinkService } from './link-service.js';
import { PasswordResetService } from './password-reset-service.js';

/** The services of mailed links, with stores in memory and a clock that a test moves. */
export class FakeAccountMail {
  readonly desk = new FakePatronDesk();
  /** Milliseconds since the time of the desk. */
  later = 0;
  /** The facts of the request that uses a link. */
  facts: RequestFacts | undefined;
  readonly clock = { now: () => new Date(this.desk.now.getTime() + this.later) };
  readonly linkService = new LinkService(
    this.desk.work,
    this.desk.links,
    this.desk.secrets,
    (purpose, secret) => `https://library.example/${purpose}?token=${secret}`,
    this.clock,
  );
  readonly resets = new PasswordResetService(
    this.desk.work,
    this.desk.patrons,
    { credentials: (email) => this.desk.credentials(email), view: (id) => this.desk.view(id) },
    {
      hash: (password, { username }) => Promise.resolve(`hash of ${password} for ${username}`),
      verify: () => Promise.resolve(false),
    },
    this.desk.secrets,
    this.desk.links,
    this.desk.letters,
    this.desk.warnings,
    new AccessService(this.desk.work, this.desk.patrons, this.desk.sessions, this.desk.audit, this.clock),
    this.desk.keys,
    this.desk.networks,
    { run: (_facts, work) => work(), facts: () => this.facts },
    this.desk.audit,
    this.clock,
  );

  /** Makes a link for patron 1. Returns its secret. */
  async link(purpose: 'verification' | 'reset', email: string | null = 'ada@example.org'): Promise<string> {
    const url = await this.linkService.make({ patronId: 1, purpose, email });
    return url.split('token=')[1] ?? '';
  }
}
