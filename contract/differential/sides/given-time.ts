import crypto, { createHash } from 'node:crypto';
import { subscribe } from 'node:diagnostics_channel';
import { syncBuiltinESMExports } from 'node:module';
import { timeHeader } from './time-header.js';

/*
 * Loaded before a program of a release (`node --import`). Its clock shows the time of the newest request, and until the
 * first one that of `GIVEN_TIME`. Its random bytes follow from the id of that request. So two services read the same
 * time and draw the same secrets for the same request, whatever they call.
 */

let present = Number(process.env['GIVEN_TIME']);

const GivenDate: DateConstructor = new Proxy(Date, {
  construct: (target, values: [], newTarget) =>
    Reflect.construct(target, values.length === 0 ? [present] : values, newTarget) as Date,
  apply: () => new GivenDate().toString(),
  get: (target, name, receiver) =>
    name === 'now' ? () => present : (Reflect.get(target, name, receiver) as unknown),
});
const { prototype } = Date;
Object.defineProperty(prototype, 'constructor', { value: GivenDate });
globalThis.Date = GivenDate;

// Node tells this channel of a request before it calls the server.
subscribe('http.server.request.start', (message) => {
  const { request } = message as { request: { headers: Record<string, string | undefined> } };
  const at = request.headers[timeHeader];
  if (at !== undefined) present = Number(at);
  [seed, drawn] = [request.headers['x-request-id'] ?? '', 0];
});

let seed = 'start';
let drawn = 0;

function fill<T extends NodeJS.ArrayBufferView>(view: T): T {
  const bytes = Buffer.from(view.buffer, view.byteOffset, view.byteLength);
  for (let index = 0; index < bytes.length; index += 32)
    createHash('sha256').update(`${seed} ${drawn++}`).digest().copy(bytes, index);
  return view;
}

const drawBytes = (size: number) => fill(Buffer.alloc(size));

function randomUUID(): string {
  const bytes = drawBytes(16);
  bytes.writeUInt8((bytes.readUInt8(6) % 16) + 0x40, 6);
  bytes.writeUInt8((bytes.readUInt8(8) % 64) + 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

Object.assign(crypto, {
  randomUUID,
  randomBytes: (size: number, done?: (error: null, bytes: Buffer) => void) =>
    done ? queueMicrotask(() => done(null, drawBytes(size))) : drawBytes(size),
  randomFillSync: fill,
});
Object.assign(Object.getPrototypeOf(crypto.webcrypto) as object, { getRandomValues: fill, randomUUID });
syncBuiltinESMExports();
