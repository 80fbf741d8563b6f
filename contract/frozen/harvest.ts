import { messageOf } from '../../src/composition/process/message-of.js';
import type { Conversation } from '../conversations/conversation.js';
import { record, type Draft } from '../conversations/record.js';
import { replay } from '../conversations/replay.js';
import type { MajorContract } from '../documents.js';
import { draftsFor } from '../scenarios/drafts.js';
import { loadScenarios } from '../scenarios/load-scenarios.js';
import { coverageOf } from './floor.js';
import { conversationFile, conversationsOf, documentFile, filesIn, isThere } from './folder.js';
import { inTurns } from './in-turns.js';
import { isPromise, majorOf, minorOf, releasesIn } from './releases.js';
import { subjectsOf } from './subjects.js';

/** What freezing would change, and the faults that prevent it. */
export interface Harvest {
  /** File → content to be frozen. */
  readonly files: ReadonlyMap<string, object>;
  /** Files of drafts that are frozen anew or that are not declared any more. */
  readonly outdated: readonly string[];
  readonly faults: readonly string[];
}

/**
 * Collects the documents and conversations of a major: those of released minors that are not frozen yet, and all of
 * drafts. Writes nothing.
 */
export async function harvest(folder: string, major: MajorContract): Promise<Harvest> {
  const releases = releasesIn(folder);
  const isNeeded = (file: string) => !isPromise(file, releases) || !isThere(folder, file);
  const documents = major.minors.map(
    ({ minor, document }) => [documentFile(major.name, minor), document] as const,
  );
  const drafts = (await draftsOf(major)).filter(({ id }) => isNeeded(conversationFile(major.name, id)));
  const heard = await inTurns(drafts, hear);
  const talks = heard.flatMap(({ conversation }) => (conversation ? [conversation] : []));
  const files = [
    ...documents.filter(([file]) => isNeeded(file)),
    ...talks.map((talk) => [conversationFile(major.name, talk.id), talk] as const),
  ];
  const faults = heard.flatMap((each) => each.faults.map((fault) => `${major.name} ${fault}`));
  const outdated = draftFilesOf(folder, major.name);
  const kept = conversationsOf(folder, major.name).filter(
    ({ id }) => !outdated.includes(conversationFile(major.name, id)),
  );
  // What a conversation with a fault would cover is no other fault.
  const missing = faults.length > 0 ? [] : uncovered(major, [...kept, ...talks]);
  return { files: new Map<string, object>(files), outdated, faults: [...faults, ...missing] };
}

/** The conversations that the scenarios of a major describe. */
export async function draftsOf(major: MajorContract): Promise<Draft[]> {
  const scenarios = await loadScenarios(major.name, major.mounted.version.baseline);
  return subjectsOf(major).flatMap((subject) => draftsFor(subject, scenarios));
}

/** The documents and conversations of drafts that are in the folder. */
export function draftFilesOf(folder: string, major: string): string[] {
  const releases = releasesIn(folder);
  return filesIn(folder).filter(
    (file) => majorOf(file) === major && minorOf(file) !== undefined && !isPromise(file, releases),
  );
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
