import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/** Where the commit is kept. */
const noted = 'dist/commit';

/**
 * Compiles the sources of the folder it is run in into `dist/`, and ends with the exit code of the compiler. Nothing
 * stays in `dist/` of a source that is gone: migrations, seeds and entry points are found there by their names.
 *
 * With `--service`, a clone that was never compiled as a whole compiles only what the service needs, in half the time.
 *
 * Node runs this file as it is, before anything is compiled. So it imports nothing of the project.
 */
process.exitCode = compile();
// After the compiler: what it still took for made when it was interrupted would never be made again.
removeStale();
if (process.exitCode === 0) noteCommit();

function removeStale(): void {
  const { include } = JSON.parse(readFileSync('tsconfig.json', 'utf8')) as { include: readonly string[] };
  const compiled = globSync(include.map((folder) => `dist/${folder}/**/*.js{,.map}`));
  for (const file of compiled) if (!existsSync(sourceOf(file))) rmSync(file, { force: true });
}

function sourceOf(file: string): string {
  return file.replace(/^dist\//, '').replace(/[.]js([.]map)?$/, '.ts');
}

function compile(): number {
  const tsc = 'node_modules/typescript/bin/tsc';
  return spawnSync(process.execPath, [tsc, '-p', project()], { stdio: 'inherit' }).status ?? 1;
}

/** Only one project has notes on what it has compiled: those of another one would be outdated without being noticed. */
function project(): string {
  const isWhole = !process.argv.includes('--service') || existsSync('dist/.tsbuildinfo');
  if (!isWhole) return 'tools/compile/service.json';
  rmSync('dist/.service.tsbuildinfo', { force: true });
  return '.';
}

/** Keeps the commit for `GET /version`, with `-dirty` behind it where files differ from it; no file outside of git. */
function noteCommit(): void {
  // In an unpacked archive, git would name the commit of a repository around it.
  const isOwn = git('rev-parse', '--show-prefix') === '';
  const commit = isOwn ? git('describe', '--always', '--dirty', '--abbrev=40', '--exclude=*') : undefined;
  if (commit === undefined) rmSync(noted, { force: true });
  // A service that runs from this folder may read it now.
  else if (!existsSync(noted) || readFileSync(noted, 'utf8') !== `${commit}\n`)
    writeFileSync(noted, `${commit}\n`);
}

/** The answer of git; undefined where git or the repository is missing. */
function git(...args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}
