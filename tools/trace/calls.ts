import { dirname } from 'node:path';

/** The part of V8's precise coverage of one script that is needed. */
export interface ScriptCoverage {
  readonly url: string;
  readonly functions: readonly {
    readonly functionName: string;
    /** With coverage by function there is one range: the whole function, with its number of calls. */
    readonly ranges: readonly { readonly startOffset: number; readonly count: number }[];
  }[];
}

/** A function that was called, closures included. */
export interface CalledFunction {
  readonly name: string;
  /** Relative to the root of the compiled project, such as `src/main.js`, or inside of `node_modules`. */
  readonly file: string;
  /** The position of the function in the compiled file, in characters. */
  readonly offset: number;
  readonly calls: number;
}

/** Function calls of one folder, layer or package. */
export interface Group {
  readonly name: string;
  readonly functions: number;
  readonly files: number;
  readonly calls: number;
}

/** All function calls of one request, without those of Node itself. */
export interface Calls {
  /** `src` and `config`. */
  readonly own: readonly CalledFunction[];
  /** `node_modules`, and functions that packages generate from text at run time. */
  readonly packages: readonly CalledFunction[];
}

const packagePath = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//;
const madeAtRunTime = '(made at run time)';

/**
 * Sorts the called functions into own and packages. @param root the folder of the compiled project, as a `file:` URL
 */
export function callsIn(scripts: readonly ScriptCoverage[], root: string): Calls {
  const called = scripts.flatMap((script) => calledFunctions(script, root));
  return {
    own: called.filter(({ file }) => /^(?:src|config)\//.test(file)),
    packages: called.filter(({ file }) => file === madeAtRunTime || packagePath.test(file)),
  };
}

/** By layer (`src/interface`) or by whole folder; most calls first. */
export function byFolder(functions: readonly CalledFunction[], depth = Infinity): Group[] {
  return grouped(functions, ({ file }) => dirname(file).split('/').slice(0, depth).join('/'));
}

/** By package, the innermost one where they are nested; most calls first. */
export function byPackage(functions: readonly CalledFunction[]): Group[] {
  return grouped(functions, ({ file }) => packagePath.exec(file)?.[1] ?? file);
}

/** All of them as one group. */
export function total(name: string, functions: readonly CalledFunction[]): Group {
  return {
    name,
    functions: functions.length,
    files: new Set(functions.map(({ file }) => file)).size,
    calls: functions.reduce((sum, { calls }) => sum + calls, 0),
  };
}

function grouped(functions: readonly CalledFunction[], nameOf: (called: CalledFunction) => string): Group[] {
  return [...Map.groupBy(functions, nameOf)]
    .map(([name, members]) => total(name, members))
    .toSorted((a, b) => b.calls - a.calls);
}

function calledFunctions({ url, functions }: ScriptCoverage, root: string): CalledFunction[] {
  const file = url === '' ? madeAtRunTime : url.replace(root, '');
  return functions.flatMap(({ functionName, ranges: [range] }) =>
    range && range.count > 0
      ? [{ name: functionName || '(anonymous)', file, offset: range.startOffset, calls: range.count }]
      : [],
  );
}
