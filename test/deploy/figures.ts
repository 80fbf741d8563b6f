const figures: [what: string, value: string][] = [];

/** Records a measured figure for the end of the run. */
export function measured(what: string, value: number, unit: string): void {
  figures.push([what, `${Math.round(value * 10) / 10} ${unit}`]);
}

export function printFigures(steps: number): void {
  const width = Math.max(...figures.map(([what]) => what.length), 0);
  const lines = figures.map(([what, value]) => `  ${what.padEnd(width)}  ${value}`);
  process.stdout.write(
    `\n${[`Deployed without a platform, ${steps} steps proven:`, ...lines].join('\n')}\n\n`,
  );
}
