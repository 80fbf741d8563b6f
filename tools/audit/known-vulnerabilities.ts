import { spawnSync } from 'node:child_process';

/** What the registry knows of the packages that production has. */
export type Audit =
  | { readonly done: true; readonly counts: Readonly<Record<string, number>>; readonly total: number }
  | { readonly done: false; readonly because: string };

/** Asks the registry. Not every one answers: then it is told, and is no pass. */
export function knownVulnerabilities(): Audit {
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
    encoding: 'utf8',
    timeout: 30_000,
  });
  return readAudit(stdout);
}

/** @param text what `npm audit --json` has printed */
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
