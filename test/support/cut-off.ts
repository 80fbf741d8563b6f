import { connect } from 'node:net';

/** Sends raw bytes and resets the connection, as a crashing client does. */
export function cutOff(url: string, text: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.once('close', () => resolve()).on('error', () => undefined);
    socket.write(text, () => socket.resetAndDestroy());
  });
}
