import { readdirSync, readFileSync } from 'node:fs';
import type { Guide } from '../discovery/guide.js';
import { markdown } from './markdown.js';

const folder = new URL('../../../../../guides/', import.meta.url);

/** The address that the texts contain in the place of that of the service. */
export const writtenAddress = 'http://localhost:3000';

/**
 * The guides that are written in Markdown, in the order of their numbers. Each begins with its title and with one
 * sentence that says what one learns from it.
 * @param address of the service, for the examples
 */
export function writtenGuides(address: string): Guide[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .toSorted()
    .map((name) => guideOf(name, readFileSync(new URL(name, folder), 'utf8'), address));
}

function guideOf(name: string, written: string, address: string): Guide {
  const [heading = '', summary = '', ...rest] = written.replaceAll(writtenAddress, address).split('\n\n');
  const text = rest.join('\n\n');
  return {
    id: name.replace(/^\d+-/, '').replace(/\.md$/, ''),
    title: heading.replace(/^# /, ''),
    summary: summary.replaceAll('\n', ' '),
    text,
    content: async () => markdown(`${summary}\n\n${text}`),
  };
}
