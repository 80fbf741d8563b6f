import type { HttpSettings } from '../../kernel/settings.js';
import type { LimitInForce } from './service-shapes.js';

/** What each limit counts, and how the headers of answers call it. */
const about: Readonly<Record<keyof HttpSettings['limits'], readonly [policy: string, counts: string]>> = {
  anonymous: ['anonymous', 'Requests without a token, by address and operation; refused ones by address'],
  signedIn: ['signed-in', 'Requests with a token, by account or API key'],
  signIn: ['sign-in', 'Failures to sign in, by account and address or known network'],
  signInAddress: ['sign-in', 'Failures to sign in, by address'],
  signInAccount: ['sign-in', 'Failures to sign in to an account, from all unknown networks together'],
  mail: ['mail', 'Requests that send a mail, by address and by account'],
};

export function limitsInForce(limits: HttpSettings['limits']): LimitInForce[] {
  return (Object.keys(about) as (keyof typeof about)[]).map((name) => {
    const { points, seconds } = limits[name];
    const [policy, counts] = about[name];
    return { policy, points, seconds, counts };
  });
}
