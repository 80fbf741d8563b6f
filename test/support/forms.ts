import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { request, type ClientRequest } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import type { RefusalReason } from '../../src/domain/kernel/refusal.js';
import type { Route } from '../../src/interface/kernel/declaration/route.js';
import { addCover } from './fixture-api/covers.js';
import { mounted, startFixtureApi } from './fixture-api/start.js';
import * as v1 from './fixture-api/v1.js';
import * as v2 from './fixture-api/v2.js';
import { until } from './until.js';

export const png = (bytes: number, name = 'emma.png', type = 'image/png') =>
  new File([new Uint8Array(bytes).fill(80)], name, { type });

/** A valid form, with some parts changed, left out (undefined) or added. */
export function form(
  changes: Readonly<Record<string, string | File | readonly File[] | undefined>> = {},
): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries({ title: 'Emma', cover: png(5), ...changes })) {
    for (const each of [value ?? []].flat()) data.append(name, each);
  }
  return data;
}

export const boundary = 'x-boundary-x';

/** The text of a form, part by part, each with the given headers. */
export function raw(parts: readonly { readonly head: string; readonly body: string }[]): string {
  const lines = parts.map(({ head, body }) => `--${boundary}\r\n${head}\r\n\r\n${body}\r\n`);
  return `${lines.join('')}--${boundary}--\r\n`;
}

export const titlePart = { head: 'Content-Disposition: form-data; name="title"', body: 'Emma' };
export const coverPart = {
  head: 'Content-Disposition: form-data; name="cover"; filename="emma.png"\r\nContent-Type: image/png',
  body: 'PPPPP',
};
export const whole = raw([titlePart, coverPart]);

export const formType = `multipart/form-data; boundary=${boundary}`;

export interface Said {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export async function saidBy(answer: Response): Promise<Said> {
  return { status: answer.status, body: (await answer.json()) as Said['body'] };
}

export function expectRefusal({ status, body }: Said, expected: number, { code }: RefusalReason): void {
  expect({ status, code: body['code'] }).to.deep.equal({ status: expected, code });
}

const forEverybody = (each: Route): Route => ({ ...each, audience: 'anonymous' });

/** The fixture's API with a route that accepts files in both versions, and a temporary folder of its own. */
export class UploadApi {
  /** The files that handlers have received. */
  readonly seen: string[] = [];
  /** The reported failures. */
  readonly failures: NodeJS.ErrnoException[] = [];
  folder = '';
  url = '';
  #stop: () => Promise<void> = async () => undefined;
  readonly #tmpBefore = process.env['TMPDIR'];

  async start(): Promise<void> {
    this.folder = await mkdtemp(path.join(tmpdir(), 'shelflife-uploads-test-'));
    this.useFolder(this.folder);
    const note = (paths: readonly string[]) => void this.seen.push(...paths);
    const { url, stop } = await startFixtureApi({
      versions: [
        mounted(v1.version, [addCover('1.0', note), ...v1.routes.map(forEverybody)]),
        mounted(v2.version, [addCover('2.0', note)]),
      ],
      failed: (error) => this.failures.push(error as NodeJS.ErrnoException),
    });
    this.url = url;
    this.#stop = stop;
  }

  async stop(): Promise<void> {
    await this.#stop();
    this.useFolder(this.#tmpBefore);
    await rm(this.folder, { recursive: true });
  }

  /** The temporary folder of this process from here on. */
  useFolder(folder: string | undefined): void {
    if (folder === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = folder;
  }

  /** The files in its temporary folder. */
  files(): Promise<string[]> {
    return readdir(this.folder);
  }

  async isEmpty(): Promise<void> {
    await until(async () => (await this.files()).length === 0);
  }

  async send(
    body: FormData | string | Buffer<ArrayBuffer>,
    headers: Record<string, string> = {},
  ): Promise<Said> {
    return saidBy(await fetch(`${this.url}/v1/covers`, { method: 'POST', body, headers }));
  }

  sendRaw(body: string | Buffer<ArrayBuffer>, type = formType): Promise<Said> {
    return this.send(body, { 'Content-Type': type });
  }

  /** Sends the head of a request and a part of its body, and nothing more. */
  begin(length: number, part: string): ClientRequest {
    const headers = { 'Content-Type': formType, 'Content-Length': length };
    const sending = request(`${this.url}/v1/covers`, { method: 'POST', agent: false, headers });
    sending.on('error', () => undefined);
    sending.write(part);
    return sending;
  }
}
