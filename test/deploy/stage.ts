import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../support/real-process.js';
import { measured } from './figures.js';
import { upload } from './upload.js';

/** The result of staging an upload. On the platform each instance has its own; here they share it. */
export interface Droplet {
  /** Contains everything else. */
  readonly home: string;
  readonly app: string;
  readonly deps: string;
  readonly uploadedMb: number;
  /** Milliseconds since 1970: the staging made everything that is younger. */
  readonly uploadedAt: number;
  /** The uploaded lock file after `npm install`. */
  readonly lock: { readonly before: string; readonly after: string };
  readonly npm: { readonly code: number | null; readonly output: string };
}

/** The parts of the machine's own environment that are needed to reach a registry. */
const passedOn = /^(https?_proxy|no_proxy|node_extra_ca_certs|ssl_cert_(file|dir))$/i;

/**
 * Does the same as the Node buildpack (cloudfoundry/nodejs-buildpack, `supply.go`): Node into `deps`, then `npm
 * install` with the environment of production, so without development dependencies; no compiler is run; `node_modules`
 * is moved into `deps`, and found through a link.
 */
export async function stage(): Promise<Droplet> {
  const home = mkdtempSync(join(tmpdir(), 'shelflife-droplet-'));
  const [app, deps] = [join(home, 'app'), join(home, 'deps/0')];
  for (const folder of [app, join(deps, 'bin'), join(home, 'tmp'), join(home, 'profile.d')])
    mkdirSync(folder, { recursive: true });
  // The user that the processes run as must have access, and may write only to `tmp`.
  chmodSync(home, 0o755);
  chmodSync(join(home, 'tmp'), 0o1777);
  cpSync(process.execPath, join(deps, 'bin/node'));
  const uploadedMb = upload(app);
  const uploadedAt = Date.now();
  const before = readFileSync(join(app, 'package-lock.json'), 'utf8');
  const npm = await install(home, app, deps);
  const after = readFileSync(join(app, 'package-lock.json'), 'utf8');
  renameSync(join(app, 'node_modules'), join(deps, 'node_modules'));
  symlinkSync(join(deps, 'node_modules'), join(app, 'node_modules'));
  writeFileSync(join(home, 'profile.d/node.sh'), profile(deps));
  measured('upload', uploadedMb, 'MB');
  return { home, app, deps, uploadedMb, uploadedAt, lock: { before, after }, npm };
}

async function install(home: string, app: string, deps: string): Promise<Droplet['npm']> {
  const since = performance.now();
  const production = { NODE_ENV: 'production', NPM_CONFIG_PRODUCTION: 'true', NPM_CONFIG_LOGLEVEL: 'error' };
  const env = { ...reach(), ...production, HOME: home, PATH: `${deps}/bin:${process.env['PATH']}` };
  const cache = npmConfig('cache') ?? join(home, 'cache');
  const options = ['--unsafe-perm', '--userconfig', join(app, '.npmrc'), '--cache', cache];
  const { code, stdout, stderr } = await run('npm', ['install', ...options], { cwd: app, env }).ended;
  measured('staging', (performance.now() - since) / 1_000, 's');
  return { code, output: stdout + stderr };
}

/**
 * The cache comes first: it has the same packages, because the lock file has their hashes. No package may refuse this
 * Node.
 */
const trying = [
  ['npm_config_prefer_offline', 'true'],
  ['npm_config_engine_strict', 'true'],
] as const;

export function reach(): Record<string, string> {
  const own = Object.entries(process.env).filter(([name]) => passedOn.test(name));
  const npm = ['registry', 'cafile'].map((key) => [`npm_config_${key}`, npmConfig(key)] as const);
  const known = [...own, ...npm, ...trying];
  return Object.fromEntries(known.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function npmConfig(key: string): string | undefined {
  const value = execFileSync('npm', ['config', 'get', key], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return ['null', 'undefined', ''].includes(value.trim()) ? undefined : value.trim();
}

/** The script that the buildpack runs before every process; the platform's own uses `jq` for the second line. */
function profile(deps: string): string {
  return [
    `export PATH="${deps}/bin:$PATH" NODE_HOME="${deps}" NODE_ENV="\${NODE_ENV:-production}"`,
    "export MEMORY_AVAILABLE=$(node -p 'JSON.parse(process.env.VCAP_APPLICATION).limits.mem')",
    'export WEB_MEMORY=512 WEB_CONCURRENCY=1 SSL_CERT_DIR="${SSL_CERT_DIR:-/etc/ssl/certs}"',
    '',
  ].join('\n');
}
