import { isDeployed, type Config } from '../../../config/index.js';
import type { ProcessEvents } from '../../application/kernel/process/process-events.js';

const cause =
  'REDIS_URL is not set: each instance caches by itself and notices the writes of the others only after seconds';

/** Takes the number of instances, and warns once when several of them run without a Redis that they share. */
export function warnWithoutRedis(
  { name, redisUrl }: { readonly name: Config['name']; readonly redisUrl?: string | undefined },
  events: () => ProcessEvents,
): (instances: number) => void {
  let isSilent = redisUrl !== undefined || !isDeployed(name);
  return (instances) => {
    if (isSilent || instances < 2) return;
    isSilent = true;
    events().happened({
      level: 'warn',
      event: 'several instances without redis',
      facts: { instances, cause },
    });
  };
}
