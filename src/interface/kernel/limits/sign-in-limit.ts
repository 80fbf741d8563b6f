import type { Context } from 'koa';
import type { LimitVerdict } from '../../../application/kernel/request/limiter.js';
import type { SignInAccounts } from '../../../application/kernel/request/sign-in-accounts.js';
import { Refusal, type RefusalReason } from '../../../domain/kernel/refusal.js';
import type { EncodedResponse } from '../answer/encoded-response.js';
import { statusOf } from '../errors/refusals.js';
import type { HttpSettings } from '../settings.js';
import { networkOf } from './address.js';
import { addressOf, limitedAddress } from './client-address.js';
import { announce, exceeded, type Bucket, type RateLimits } from './rate-limits.js';

/** A bucket that counts a try, and whether it refuses the try when it is used up. */
type Counter = Bucket & { readonly refuses: boolean };

/** A request with a password or another secret of an account. */
export interface SignInTry {
  /** The e-mail address as it was typed, or the id of the patron. */
  readonly account: string | number;
  /** Refusals that do not count as a wrong secret, although they are of the kinds that do. */
  readonly spared: readonly RefusalReason[];
}

type Check = () => Promise<EncodedResponse>;

/**
 * The strict limits of signing in. Only failures count; a try takes its points before the check and gets them back
 * afterwards, because otherwise many tries at once would all be checked.
 *
 * Where the account is not known, three limits hold: for the account from this address, for the address, and for the
 * account from all such places. A network that the account has signed in from has five tries of its own, which nobody
 * elsewhere can use up. So no stranger locks an account.
 */
export class SignInLimit {
  constructor(
    private readonly rates: RateLimits,
    private readonly accounts: SignInAccounts,
    private readonly limits: HttpSettings['limits'],
  ) {}

  /**
   * Runs `check` if the try is within the limits.
   * @throws Refusal `request.limit_exceeded`, and whatever `check` throws
   */
  async attempt(ctx: Context, wanted: SignInTry, check: Check): Promise<EncodedResponse> {
    const network = networkOf(addressOf(ctx));
    const taken = await this.take(ctx, await this.countersOf(ctx, wanted.account, network));
    const isFailure = (status: number, code: unknown) =>
      (status === 401 || status === 403) && !wanted.spared.some((each) => each.code === code);
    const done = await check().catch(async (error: unknown) => {
      const isWrong = error instanceof Refusal && isFailure(statusOf(error.reasons[0]), error.code);
      if (!isWrong) await this.giveBack(ctx, taken);
      throw error;
    });
    // A refusal that is kept for its idempotency key is not thrown.
    if (isFailure(done.status, ctx.state['code'])) return done;
    await this.giveBack(ctx, taken);
    if (done.status < 400) await this.accounts.remember(wanted.account, network);
    return done;
  }

  private async countersOf(ctx: Context, account: string | number, network: string): Promise<Counter[]> {
    const { key, knowsNetwork } = await this.accounts.find(account, network);
    const address = limitedAddress(ctx);
    const { signIn, signInAddress, signInAccount } = this.limits;
    const counter = (name: string, limit: Bucket['limit'], refuses = true): Counter => ({
      policy: 'sign-in',
      name,
      limit,
      refuses,
    });
    return knowsNetwork
      ? [counter(`${key} ${network}`, signIn), counter(`from ${address}`, signInAddress, false)]
      : [
          counter(`${key} ${address}`, signIn),
          counter(`from ${address}`, signInAddress),
          counter(key, signInAccount),
        ];
  }

  /** Takes the points one after the other. A try that is refused keeps none but that of the limit that refuses it. */
  private async take(ctx: Context, counters: readonly Counter[]): Promise<Counter[]> {
    const taken: (Counter & LimitVerdict)[] = [];
    for (const counter of counters) {
      const now = await this.rates.take(counter);
      if (!now.allowed && counter.refuses) {
        await Promise.all(taken.map((each) => this.rates.giveBack(each)));
        throw exceeded(ctx, now);
      }
      taken.push(now);
    }
    announce(
      ctx,
      taken.filter(({ refuses }) => refuses),
    );
    return taken;
  }

  private async giveBack(ctx: Context, taken: readonly Counter[]): Promise<void> {
    const given = await Promise.all(taken.map((each) => this.rates.giveBack(each)));
    announce(
      ctx,
      given.filter(({ refuses }) => refuses),
    );
  }
}
