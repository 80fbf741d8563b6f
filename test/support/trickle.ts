import { connect } from 'node:net';

/**
 * Sends a beginning, and then a byte per second, like a slow attack that keeps connections busy.
 * @returns the answer, and the milliseconds after which the connection was ended
 */
export function trickle(url: string, beginning: string): Promise<{ answer: string; ms: number }> {
  return new Promise((resolve) => {
    let started = performance.now();
    const socket = connect(Number(new URL(url).port), '127.0.0.1').setEncoding('utf8');
    let answer = '';
    const drops = setInterval(() => socket.write('x'), 1_000);
    socket.on('data', (part: string) => (answer += part)).on('error', () => undefined);
    socket.once('connect', () => (started = performance.now()));
    socket.once('close', () => {
      clearInterval(drops);
      resolve({ answer, ms: performance.now() - started });
    });
    socket.write(beginning);
  });
}
