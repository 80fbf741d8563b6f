import type { MountedVersion } from '../../src/interface/kernel/declaration/version.js';
import type { Answer } from './answer.js';
import { documentCheck } from './document-check.js';

export type { Answer };

export interface Sending {
  readonly token?: string | undefined;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** A body that is sent unchanged, or a form with files. */
  readonly raw?: string | FormData;
}

export interface ApiClient {
  get(path: string, sending?: Sending): Promise<Answer>;
  post(path: string, sending?: Sending): Promise<Answer>;
  put(path: string, sending?: Sending): Promise<Answer>;
  delete(path: string, sending?: Sending): Promise<Answer>;
  /** Any method. */
  send(method: string, path: string, sending?: Sending): Promise<Answer>;
  /** A token for one of the demo logins. */
  logIn(who: 'patron' | 'librarian' | 'admin'): Promise<string>;
}

/** A client that checks every answer of the service against the service's own document. */
export function apiClient(url: string, versions: readonly MountedVersion[]): ApiClient {
  const check = documentCheck(versions);
  const send: ApiClient['send'] = async (method, path, { token, json, headers = {}, raw } = {}) => {
    const request: RequestInit = {
      method,
      headers: {
        ...(json !== undefined && { 'Content-Type': 'application/json' }),
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        ...headers,
      },
      body: raw ?? (json === undefined ? null : JSON.stringify(json)),
      redirect: 'manual',
    };
    const answer = await read(await fetch(url + path, request));
    check(method, path, answer);
    return answer;
  };
  const via = (method: string) => (path: string, sending?: Sending) => send(method, path, sending);
  const logIn: ApiClient['logIn'] = async (who) => {
    const credentials = { email: `${who}@example.org`, password: `${who}-demo-password` };
    const { body } = await send('POST', '/v1/users/login', { json: credentials });
    return (body as { token: string }).token;
  };
  return { get: via('GET'), post: via('POST'), put: via('PUT'), delete: via('DELETE'), send, logIn };
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') && text !== '';
  return {
    status: response.status,
    headers: response.headers,
    body: isJson ? (JSON.parse(text) as unknown) : text,
  };
}
