import path from 'node:path';
import { build } from 'esbuild';
import { root } from './package.js';

/** The client with the package that it needs, as one minified ES module, as an application would ship it. */
export async function bundleClient(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(root, 'packages/client/src/index.ts')],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}
