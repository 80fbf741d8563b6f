import { request } from 'node:http';

/**
 * Whether a server answers with the first book.
 * @param withinMs the longest wait for an answer; without it a hanging start would never end
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
