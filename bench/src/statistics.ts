/** Several figures of one measure. */
export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** @throws Error for an empty list */
export function spreadOf(figures: readonly number[]): Spread {
  const sorted = figures.toSorted((a, b) => a - b);
  const [min] = sorted;
  const max = sorted.at(-1);
  if (min === undefined || max === undefined) throw new Error('An empty list has no spread.');
  return { min, median: middleOf(sorted), max };
}

/** The ratios of a program's figures to the reference, round by round: a disturbance of the machine affects both. */
export function ratios(figures: readonly number[], yardstick: readonly number[]): Spread {
  if (figures.length !== yardstick.length) throw new Error('Both must have a figure for every round.');
  return spreadOf(figures.map((figure, round) => figure / (yardstick[round] ?? NaN)));
}

/** The list, starting at another place each time: no program is always first, or always after the same one. */
export function rotated<T>(list: readonly T[], by: number): T[] {
  const start = by % Math.max(1, list.length);
  return [...list.slice(start), ...list.slice(0, start)];
}

/** The growth of the figures per unit of `x`, by linear regression (least squares). */
export function slopeOf(points: readonly { readonly x: number; readonly y: number }[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(points.map((point) => point.x)), mean(points.map((point) => point.y))];
  const across = points.reduce((sum, point) => sum + (point.x - x) * (point.y - y), 0);
  return across / points.reduce((sum, point) => sum + (point.x - x) ** 2, 0);
}

function middleOf(sorted: readonly number[]): number {
  const half = sorted.length / 2;
  const [below = 0, above = 0] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  return (below + above) / 2;
}
