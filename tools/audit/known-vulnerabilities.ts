import { spawnSync } from 'node:child_process';

/** The known vulnerabilities of the production packages, or why they could not be checked. */
export type Audit =
  | { readonly done: true; readonly counts: Readonly<Record<string, number>>; readonly total: number }
  | { readonly done: false; readonly because: string };

/** Asks the registry. Not every registry supports this; then nothing was checked, which is not a pass. */
export function knownVulnerabilities(): Audit {
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
    encoding: 'utf8',
    timeout: 30_000,
  });
  return readAudit(stdout);
}

/** @param text the output of `npm audit --json` */
export function readAudit(text: string): Audit {
  try {
    const { metadata, statusCode, error } = JSON.parse(text) as {
      metadata?: { vulnerabilities: Readonly<Record<string, number>> };
      statusCode?: number;
      error?: { code?: string };
    };
    if (!metadata) return { done: false, because: `it answered ${statusCode ?? error?.code ?? 'nothing'}` };
    const { total = 0, ...counts } = metadata.vulnerabilities;
    return { done: true, counts, total };
  } catch {
    return { done: false, because: 'it could not be reached' };
  }
}
