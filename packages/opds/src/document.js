import openapi from './openapi.json' with { type: 'json' };

/**
 * The OpenAPI document of a catalogue.
 * @param {string} path where it is mounted
 * @param {string} library its name
 */
export function documentAt(path, library) {
  const info = { ...openapi.info, title: `${library}: ${openapi.info.title}` };
  return { ...openapi, info, servers: [{ url: path }] };
}
