import { messageOf } from '../../src/composition/process/message-of.js';
import type { Conversation } from '../conversations/conversation.js';
import { record, type Draft } from '../conversations/record.js';
import { replay } from '../conversations/replay.js';
import type { MajorContract } from '../documents.js';
import { draftsFor } from '../scenarios/drafts.js';
import { loadScenarios } from '../scenarios/load-scenarios.js';
import { coverageOf } from './floor.js';
import { conversationFile, conversationsOf, documentFile, isThere } from './folder.js';
import { inTurns } from './in-turns.js';
import { subjectsOf } from './subjects.js';

/** File → content to be frozen; and the faults that prevent freezing. */
export interface Harvest {
  readonly files: ReadonlyMap<string, object>;
  readonly faults: readonly string[];
}

/** Collects the documents and conversations of a major that are not frozen yet. Writes nothing. */
export async function harvest(folder: string, major: MajorContract): Promise<Harvest> {
  const documents = major.minors.map(
    ({ minor, document }) => [documentFile(major.name, minor), document] as const,
  );
  const heard = await inTurns(await newDrafts(folder, major), hear);
  const talks = heard.flatMap(({ conversation }) => (conversation ? [conversation] : []));
  const files = [
    ...documents.filter(([file]) => !isThere(folder, file)),
    ...talks.map((talk) => [conversationFile(major.name, talk.id), talk] as const),
  ];
  const faults = heard.flatMap((each) => each.faults.map((fault) => `${major.name} ${fault}`));
  const missing = uncovered(major, [...conversationsOf(folder, major.name), ...talks]);
  return { files: new Map<string, object>(files), faults: [...faults, ...missing] };
}

async function newDrafts(folder: string, major: MajorContract): Promise<Draft[]> {
  const scenarios = await loadScenarios(major.name, major.mounted.version.baseline);
  return subjectsOf(major)
    .flatMap((subject) => draftsFor(subject, scenarios))
    .filter(({ id }) => !isThere(folder, conversationFile(major.name, id)));
}

/** Records a conversation and replays it at once: only repeatable answers can be frozen. */
async function hear(draft: Draft): Promise<{ conversation?: Conversation; faults: readonly string[] }> {
  try {
    const conversation = await record(draft);
    return { conversation, faults: await replay(conversation) };
  } catch (error) {
    return { faults: [messageOf(error)] };
  }
}

/** The possible answers that no conversation covers, as sentences. */
export function uncovered(major: MajorContract, conversations: readonly Conversation[]): string[] {
  return subjectsOf(major).flatMap((subject) =>
    coverageOf(major.name, subject, conversations).missing.map(
      (way) => `${major.name} ${subject.minor}: no conversation covers ${way}`,
    ),
  );
}
