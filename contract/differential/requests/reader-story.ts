import { asNode, listAt, textAt, type Node } from '../../differ/node.js';
import type { WireAnswer } from '../sides/exchange.js';
import type { Callers, Reader } from './callers.js';
import type { Operation } from '../sources/documents.js';

type Chapter = (reader: Reader, body: Node, answer: Node) => void;

const signedOut: Chapter = (reader) => {
  reader.token = undefined;
};

/** What a success changes for the reader who asked. */
const chapters: Readonly<Record<string, Chapter>> = {
  updateMe: (reader, body) => {
    const password = textAt(body, 'password');
    if (password === undefined) return;
    Object.assign(reader, { password, token: undefined });
  },
  changePassword: (reader, body) => {
    Object.assign(reader, { password: textAt(body, 'newPassword'), token: undefined });
  },
  endCurrentTokens: signedOut,
  endAllSessions: signedOut,
  endSession: signedOut,
  listSessions: (reader, _, answer) => {
    reader.sessions = listAt(answer, 'data').flatMap((each) => textAt(asNode(each), 'id') ?? []);
  },
  issueTokens: (reader, _, answer) => {
    reader.refreshToken = textAt(answer, 'refreshToken');
  },
  setUpSecondFactor: (reader, _, answer) => {
    reader.secret = textAt(answer, 'secret');
  },
  confirmSecondFactor: (reader) => {
    reader.isConfirmed = true;
  },
  removeSecondFactor: (reader) => {
    Object.assign(reader, { isConfirmed: false, secret: undefined });
  },
};

/** Keeps in mind what the answer means for the reader who asked. */
export function afterReader(
  reader: Reader,
  operation: Operation,
  body: unknown,
  { status, text }: WireAnswer,
  callers: Callers,
): void {
  if (status === 401) reader.token = undefined;
  if (status >= 300) return;
  if (operation.id === 'deleteMe') callers.lose(reader);
  const told = text.startsWith('{') ? (JSON.parse(text) as Node) : {};
  const given = typeof body === 'string' ? {} : asNode(body);
  chapters[operation.id]?.(reader, given, told);
}
