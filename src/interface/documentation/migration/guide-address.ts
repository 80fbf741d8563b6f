import { guidePath } from '../discovery/guide.js';

/** The path of the guide from the major of one minor to that of another one. */
export function majorGuidePath(from: string, to: string): string {
  return guidePath(majorGuideId(majorOf(from), majorOf(to)));
}

export function majorGuideId(from: number, to: number): string {
  return `v${from}-to-v${to}`;
}

/** The major of a minor such as `1.0`. */
export function majorOf(minor: string): number {
  return Number(minor.split('.')[0]);
}
