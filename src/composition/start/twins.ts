import type { Metrics } from '../../infrastructure/kernel/observability/metrics.js';
import type { Workload } from '../../application/kernel/request/workload.js';
import type { EventLoop } from '../../interface/kernel/app/event-loop.js';
import { TwinCheck, type TwinSampling } from '../../interface/kernel/twins/twin-check.js';
import type { LoadedVersion } from './mounting.js';

/** A comparison takes about as long as a small answer, so that one in a hundred is hardly seen. */
const oneOf = 100;
/** A process with more work than this compares nothing. */
const busyUtilization = 0.5;

/** The usual sampling. */
export function twinSampling(loop: () => EventLoop, workload: () => Workload): TwinSampling {
  return { oneOf, isBusy: () => loop().utilization > busyUtilization || workload().isFull() };
}

/** The check of all majors that are served. Without metrics, nobody would see what it finds: then there is none. */
export function twinCheck(
  read: readonly LoadedVersion[],
  sampling: TwinSampling,
  metrics: Metrics | undefined,
): TwinCheck | undefined {
  if (!metrics) return undefined;
  const twins = read.map(
    ({ version, modules }) => [version.major, modules.flatMap((each) => each.twins ?? [])] as const,
  );
  return new TwinCheck(new Map(twins), sampling, {
    compared: (kind) => metrics.twinsCompared.inc({ kind }),
    differed: (kind, path, isIntended) =>
      metrics.twinsDiffered.inc({ kind, path, intended: String(isIntended) }),
  });
}
