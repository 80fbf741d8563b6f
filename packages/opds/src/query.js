/** @typedef {import('../index.js').ListQuery} ListQuery */

/** How many publications a page of a feed has. */
const publicationsPerPage = 25;

const textAtMost = 200;
const cursorAtMost = 2_000;
const orders = new Set(['title', 'newest']);

/**
 * Reads the parameters of a list. Others are ignored, because readers add their own. An empty one is none: readers expand
 * the template of the search without words, too.
 * @param {Readonly<Record<string, string | string[] | undefined>>} given
 * @returns {{ query: ListQuery, faults: string[] }}
 */
export function readQuery(given) {
  /** @type {string[]} */
  const faults = [];
  /** @param {string} name @param {number} atMost */
  const text = (name, atMost = textAtMost) => {
    const value = given[name];
    if (Array.isArray(value)) return void faults.push(`${name} must be given once.`);
    if (value === undefined || value.trim() === '') return undefined;
    if (value.length > atMost || /\p{Cc}/u.test(value))
      return void faults.push(
        `${name} must have at most ${atMost} characters, none of them a control character.`,
      );
    return value.trim();
  };
  /** @param {string} name @param {(value: string) => boolean} fits @param {string} rule */
  const oneOf = (name, fits, rule) => {
    const value = text(name);
    if (value === undefined || fits(value)) return value;
    faults.push(`${name} must be ${rule}.`);
  };
  const order = /** @type {ListQuery['order']} */ (
    oneOf('order', (value) => orders.has(value), 'title or newest')
  );
  const decade = oneOf('decade', (value) => /^-?\d{0,3}0$/.test(value), 'a year that ends in 0');
  const available = oneOf('available', (value) => /^(?:true|false)$/.test(value), 'true or false');
  const query = {
    words: text('query'),
    order,
    subject: text('subject'),
    language: oneOf('language', (value) => /^[a-z\d]{1,8}(?:-[a-z\d]{1,8})*$/i.test(value), 'a BCP 47 tag'),
    decade: decade === undefined ? undefined : Number(decade),
    available: available === undefined ? undefined : available === 'true',
    cursor: text('cursor', cursorAtMost),
    limit: publicationsPerPage,
  };
  return { query: known(query), faults };
}

/**
 * Leaves out what is undefined.
 * @param {{ [Name in keyof ListQuery]: ListQuery[Name] | undefined }} query
 * @returns {ListQuery}
 */
function known(query) {
  return JSON.parse(JSON.stringify(query));
}
