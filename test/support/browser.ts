import { spawnSync } from 'node:child_process';
import { chromium, type Browser } from 'playwright-core';

/** Stops Chromium from looking for updates and the like during a test. */
const flags = [
  '--headless',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Debian's Chromium, headless. The caller closes it.
 * Without Chromium: undefined and a visible warning, or an error when `REQUIRE_CHROMIUM` is 1.
 */
export async function launchBrowser(): Promise<Browser | undefined> {
  const executablePath = spawnSync('which', ['chromium'], { encoding: 'utf8' }).stdout.trim();
  if (executablePath === '')
    return without('there is no chromium in the PATH (Debian: apt install chromium)');
  // Chromium's sandbox refuses to run as root.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath, args: [...flags, ...sandbox] });
}

function without(lack: string): undefined {
  if (process.env['REQUIRE_CHROMIUM'] === '1') throw new Error(`REQUIRE_CHROMIUM=1, but ${lack}`);
  console.warn(`\n!!! The tests that need a browser are PENDING: ${lack}.\n`);
}
