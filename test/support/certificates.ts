import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A certificate authority. */
export interface Authority {
  /** The certificate that clients are given, in PEM form. */
  readonly ca: string;
  /** A key and a certificate for a server, valid for these names, such as `DNS:localhost` or `IP:127.0.0.1`. */
  vouchFor(...names: readonly string[]): { readonly key: string; readonly cert: string };
}

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** Creates an authority with `openssl` from the PATH (Debian: apt install openssl). It is valid for a day. */
export function newAuthority(name: string): Authority {
  const made = inFolder((openssl, folder) => {
    openssl(
      'req',
      '-x509',
      ...newKey,
      '-keyout',
      'ca.key',
      '-out',
      'ca.crt',
      '-days',
      '1',
      '-subj',
      `/CN=${name}`,
    );
    return { key: read(folder, 'ca.key'), ca: read(folder, 'ca.crt') };
  });
  const vouchFor: Authority['vouchFor'] = (...names) =>
    inFolder((openssl, folder) => {
      writeFileSync(join(folder, 'ca.key'), made.key);
      writeFileSync(join(folder, 'ca.crt'), made.ca);
      writeFileSync(join(folder, 'names'), `subjectAltName=${names.join(',')}\n`);
      openssl('req', '-new', ...newKey, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=server');
      const by = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', 'names'];
      openssl('x509', '-req', '-in', 'server.csr', ...by, '-out', 'server.crt', '-days', '1');
      return { key: read(folder, 'server.key'), cert: read(folder, 'server.crt') };
    });
  return { ca: made.ca, vouchFor };
}

function inFolder<T>(work: (openssl: (...args: string[]) => void, folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'shelflife-certificates-'));
  try {
    return work((...args) => void execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' }), folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const read = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8');
