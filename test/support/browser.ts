import { spawnSync } from 'node:child_process';
import { chromium, type Browser } from 'playwright-core';

/** The service of the machine that looks for updates and the like has no business in a test. */
const flags = [
  '--headless',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Debian's Chromium, headless; the caller closes it.
 * Where there is none: undefined and one loud line, or an error when `REQUIRE_CHROMIUM` is 1.
 */
export async function launchBrowser(): Promise<Browser | undefined> {
  const executablePath = spawnSync('which', ['chromium'], { encoding: 'utf8' }).stdout.trim();
  if (executablePath === '')
    return without('there is no chromium in the PATH (Debian: apt install chromium)');
  // Chromium's sandbox refuses to work for root.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath, args: [...flags, ...sandbox] });
}

function without(lack: string): undefined {
  if (process.env['REQUIRE_CHROMIUM'] === '1') throw new Error(`REQUIRE_CHROMIUM=1, but ${lack}`);
  console.warn(`\n!!! The tests that need a browser are PENDING: ${lack}.\n`);
}
