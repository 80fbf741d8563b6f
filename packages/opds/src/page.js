import { createHash } from 'node:crypto';

/**
 * @typedef {ReturnType<typeof import('./document.js').documentAt>} Document
 * @typedef {import('./addresses.js').Addresses} Addresses
 *
 * @typedef {object} Operation
 * @property {string} operationId
 * @property {string} summary
 * @property {string} [description]
 * @property {readonly { name: string, in: string, description?: string }[]} [parameters]
 */

const style = `
:root { color-scheme: light dark; --paper: #fdfcf9; --ink: #23211d; --soft: #6a655b; --line: #e2ddd2; --link: #1c5d99; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #181715; --ink: #eae6de; --soft: #a8a296; --line: #38352f; --link: #8ab8ea; }
}
body { margin: 0 auto; max-width: 46rem; padding: 1.5rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.6 system-ui, sans-serif; overflow-wrap: break-word; }
a { color: var(--link); }
section { border-top: 1px solid var(--line); }
dt { margin-top: .5rem; }
dd { margin: 0; color: var(--soft); }
code { font: .9em/1.5 ui-monospace, monospace; }
`;

/** The page loads nothing, and only its own style applies. */
export const documentationPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The document as a page for people. No script runs on it.
 * @param {Document} document
 * @param {Addresses} at
 */
export function documentationPage({ info, paths }, at) {
  const operations = Object.entries(paths).map(([path, { get }]) => operationPart(at.root, path, get));
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(info.title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${text(info.title)}</h1>
<p>${prose(info.description)}</p>
<p>Give a reading program the address <a href="${text(at.root)}"><code>${text(at.root)}</code></a> of this host.
Programs read the <a href="${text(at.document)}">OpenAPI document</a>.</p>
${operations.join('\n')}
</main>
</body>
</html>
`;
}

/**
 * @param {string} root
 * @param {string} path
 * @param {Operation} operation
 */
function operationPart(root, path, { operationId, summary, description, parameters = [] }) {
  const items = parameters.map(
    (each) =>
      `<dt><code>${text(each.name)}</code></dt><dd>${prose(each.description ?? `In the ${each.in}.`)}</dd>`,
  );
  return `<section id="${text(operationId)}">
<h2>${text(summary)}</h2>
<p><code>GET ${text(path === '/' ? root : root + path)}</code></p>
${description === undefined ? '' : `<p>${prose(description)}</p>`}
${items.length === 0 ? '' : `<dl>${items.join('')}</dl>`}
</section>`;
}

/**
 * Plain text in which the words between backticks become code.
 * @param {string} sentence
 */
function prose(sentence) {
  const parts = sentence
    .split('`')
    .map((part, at) => (at % 2 === 1 ? `<code>${text(part)}</code>` : text(part)));
  return parts.join('');
}

/** @param {string} plain */
function text(plain) {
  return plain.replaceAll(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);
}
