import { askingOutright, inLaterMinors } from '../conversations/other-minors.js';
import { replay } from '../conversations/replay.js';
import { compare } from '../differ/compare.js';
import { told } from '../differ/report.js';
import { deriveContracts, type MajorContract } from '../documents.js';
import { announcementFaults } from '../frozen/announcements.js';
import { draftFaults, lostMinors } from './draft-faults.js';
import { conversationsOf, documentFile, isThere, readJson } from '../frozen/folder.js';
import { uncovered } from '../frozen/harvest.js';
import { inTurns } from '../frozen/in-turns.js';
import { lockHistory } from '../frozen/lock-history.js';
import { lockFaults } from '../frozen/lock.js';
import { subjectsOf } from '../frozen/subjects.js';
import { withPostgres } from '../frozen/postgres.js';
import { releasesIn } from '../frozen/releases.js';

/** Result of one part of the contract check. */
export interface Verdict {
  readonly part: string;
  readonly looked: string;
  readonly faults: readonly string[];
}

/** Verifies that the present code keeps every frozen promise, and that the drafts are those of the code. */
export async function check(folder: string): Promise<Verdict[]> {
  const majors = await deriveContracts();
  const minors = majors.flatMap((major) => major.minors);
  const conversations = majors.flatMap(({ name }) => conversationsOf(folder, name));
  return [
    {
      part: 'lock',
      looked: `frozen files, ${lockHistory(folder).looked}`,
      faults: lockFaults(
        folder,
        majors.map(({ name }) => name),
      ),
    },
    {
      part: 'documents',
      looked: `${minors.length} minors of ${majors.length} majors compared`,
      faults: majors.flatMap((major) => [
        ...lostMinors(folder, major),
        ...frozenFaults(folder, major),
        ...stepFaults(major),
      ]),
    },
    {
      part: 'coverage',
      looked: `${conversations.length} conversations`,
      faults: majors.flatMap((major) => uncovered(major, conversationsOf(folder, major.name))),
    },
    {
      part: 'drafts',
      looked: draftsTold(folder, majors),
      faults: (await Promise.all(majors.map((major) => draftFaults(folder, major)))).flat(),
    },
    { part: 'lifecycles', looked: 'announcements', faults: announcementFaults(folder, majors) },
    await replayAll(folder, majors),
  ];
}

/** Names the minors that are not released. */
function draftsTold(folder: string, majors: readonly MajorContract[]): string {
  const releases = releasesIn(folder);
  const drafts = majors
    .flatMap(({ minors }) => minors.map(({ minor }) => minor))
    .filter((minor) => !releases.has(minor));
  return drafts.length === 0 ? 'all minors are released' : drafts.join(', ');
}

/** The document of a minor must equal the frozen one, except for texts for people. */
function frozenFaults(folder: string, { name, minors }: MajorContract): string[] {
  return minors.flatMap(({ minor, document }) => {
    const file = documentFile(name, minor);
    if (!isThere(folder, file)) return [`${file} is missing: npm run contract:freeze adds it`];
    return compare(readJson(folder, file), document, 'same').map((finding) => `${file}: ${told(finding)}`);
  });
}

/** A minor may extend the one before it, but must not remove anything. */
function stepFaults({ name, minors }: MajorContract): string[] {
  return minors.slice(1).flatMap(({ minor, document }, index) => {
    const before = minors[index];
    const findings = before ? compare(before.document, document, 'compatible') : [];
    return findings.map((finding) => `${name} from ${before?.minor} to ${minor}: ${told(finding)}`);
  });
}

/** Replays each conversation as it is, and with the minor in the header: its own, and each later one. */
async function replayAll(folder: string, majors: readonly MajorContract[]): Promise<Verdict> {
  const all = majors.flatMap((major) => {
    const { baseline } = major.mounted.version;
    const frozen = conversationsOf(folder, major.name);
    const minors = subjectsOf(major);
    const outright = frozen.filter(({ minor }) => minor === baseline).map(askingOutright);
    return [...frozen, ...outright, ...frozen.flatMap((each) => inLaterMinors(each, minors))];
  });
  const faults = await withPostgres(() => inTurns(all, (conversation) => replay(conversation)));
  const steps = all.flatMap((conversation) => conversation.steps).filter(({ expect }) => expect);
  return { part: 'replay', looked: `${steps.length} answers`, faults: faults.flat() };
}
