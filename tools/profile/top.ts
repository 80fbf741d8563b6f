/** The part of V8's `--cpu-prof` output that is needed. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  /** The node that was running at each sample, and the microseconds since the sample before. */
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

interface Share {
  readonly name: string;
  /** Share of the busy time, 0 to 1. */
  readonly share: number;
}

type Frame = CpuProfile['nodes'][number]['callFrame'];

/** The functions in which a process spent its time, most first, without idle time. @param root of the project */
export function topOf(
  { nodes, samples, timeDeltas }: CpuProfile,
  root: string,
  most = 20,
): { readonly functions: readonly Share[]; readonly packages: readonly Share[] } {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const busy = samples.flatMap((id, at) => {
    const frame = frames.get(id);
    const isIdle = !frame || ['(idle)', '(root)', '(program)'].includes(frame.functionName);
    return isIdle ? [] : [{ frame, time: timeDeltas[at] ?? 0 }];
  });
  const by = (nameOf: (frame: Frame) => string) =>
    shares(
      busy.map(({ frame, time }) => [nameOf(frame), time]),
      most,
    );
  return {
    functions: by((frame) => functionName(frame, root)),
    packages: by((frame) => packageName(frame.url)),
  };
}

function shares(times: readonly (readonly [string, number])[], most: number): Share[] {
  const sums = new Map<string, number>();
  for (const [name, time] of times) sums.set(name, (sums.get(name) ?? 0) + time);
  const all = times.reduce((sum, [, time]) => sum + time, 0);
  return [...sums]
    .map(([name, time]) => ({ name, share: time / all }))
    .toSorted((a, b) => b.share - a.share)
    .slice(0, most);
}

function functionName({ functionName: name, url, lineNumber }: Frame, root: string): string {
  const file = url.replace('file://', '').replace(`${root}/`, '');
  return `${name || '(anonymous)'}  ${file === '' ? '' : `${file}:${lineNumber + 1}`}`.trim();
}

/** The package of a file. Our own code is `shelflife`; code without a file is `native`: that of V8 and Node. */
export function packageName(url: string): string {
  const [, inside] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? [];
  if (inside !== undefined) return inside;
  if (url.startsWith('node:')) return 'node';
  return url === '' ? 'native' : 'shelflife';
}
