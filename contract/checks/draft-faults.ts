import type { Conversation } from '../conversations/conversation.js';
import type { MajorContract } from '../documents.js';
import { conversationFile, documentFile, isThere, readJson } from '../frozen/folder.js';
import { draftFilesOf, draftsOf } from '../frozen/harvest.js';
import { releasesIn } from '../frozen/releases.js';

const anew = 'npm run contract:freeze freezes it anew';

/**
 * Drafts that were not frozen since the code or the scenarios changed, as sentences. Their documents and answers are
 * compared like all others.
 */
export async function draftFaults(folder: string, major: MajorContract): Promise<string[]> {
  const { name, minors } = major;
  const planned = new Map((await draftsOf(major)).map((draft) => [conversationFile(name, draft.id), draft]));
  const documents = new Set(minors.map(({ minor }) => documentFile(name, minor)));
  const there = draftFilesOf(folder, name);
  const releases = releasesIn(folder);
  const drafts = [...planned].filter(([, { minor }]) => !releases.has(minor));
  const stale = drafts.filter(
    ([file, { lines }]) =>
      isThere(folder, file) &&
      !hasRequests(
        folder,
        file,
        lines.map(({ request }) => request),
      ),
  );
  return [
    ...there
      .filter((file) => !planned.has(file) && !documents.has(file))
      .map((file) => `${file} is a draft that nothing declares: npm run contract:freeze removes it`),
    ...drafts
      .filter(([file]) => !isThere(folder, file))
      .map(([file]) => `${file} is missing: npm run contract:freeze adds it`),
    ...stale.map(([file]) => `${file} is a draft with other requests than its scenario: ${anew}`),
  ];
}

/** Released minors that the code no longer declares, as sentences. */
export function lostMinors(folder: string, { name, minors }: MajorContract): string[] {
  const declared = new Set(minors.map(({ minor }) => minor));
  return [...releasesIn(folder).keys()]
    .filter((minor) => `v${minor.split('.')[0]}` === name && !declared.has(minor))
    .map((minor) => `${minor} is released, and no change declares it`);
}

function hasRequests(folder: string, file: string, requests: readonly object[]): boolean {
  const { steps } = readJson(folder, file) as unknown as Conversation;
  return JSON.stringify(steps.map(({ request }) => request)) === JSON.stringify(requests);
}
