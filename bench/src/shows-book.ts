import { request } from 'node:http';

/**
 * Whether a server shows the first book.
 * @param withinMs a server that says nothing for so long does not; without this a start that hangs would never end
 */
export function showsBook(url: string, withinMs = 10_000): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const asked = request(`${url}/v1/books/1`, { agent: false, timeout: withinMs }, (response) => {
    response.resume();
    response.on('end', () => resolve(response.statusCode === 200));
    response.on('error', () => resolve(false));
  });
  asked.on('timeout', () => asked.destroy());
  asked.on('error', () => resolve(false));
  asked.on('close', () => resolve(false));
  asked.end();
  return promise;
}
