/** Adds a measured time to the title of the running test, so that a report shows it. */
export function showSeconds({ test }: Mocha.Context, measured: Readonly<Record<string, number>>): void {
  const figures = Object.entries(measured).map(([what, seconds]) => `${what} ${seconds.toFixed(1)} s`);
  if (test) test.title += ` [${figures.join(', ')}]`;
}
