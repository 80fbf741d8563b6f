/**
 * @typedef {import('../index.js').ListQuery} ListQuery
 * @typedef {import('../index.js').FacetName} FacetName
 * @typedef {import('../index.js').FacetValue} FacetValue
 * @typedef {Omit<ListQuery, 'cursor' | 'limit'>} List
 * @typedef {import('./addresses.js').Addresses} Addresses
 *
 * @typedef {object} FacetKind
 * @property {string} title
 * @property {string} anyTitle
 * @property {keyof List} parameter
 * @property {(value: string) => Partial<List>} narrowing What the parameter is for a value.
 * @property {(value: string) => string} say
 */

const type = 'application/opds+json';

/** @type {Readonly<Record<FacetName, FacetKind>>} */
const kinds = {
  availability: {
    title: 'Availability',
    anyTitle: 'All',
    parameter: 'available',
    narrowing: (value) => ({ available: value === 'available' }),
    say: (value) => (value === 'available' ? 'Available now' : 'Not available now'),
  },
  subject: {
    title: 'Subject',
    anyTitle: 'All subjects',
    parameter: 'subject',
    narrowing: (subject) => ({ subject }),
    say: (value) => value,
  },
  language: {
    title: 'Language',
    anyTitle: 'All languages',
    parameter: 'language',
    narrowing: (language) => ({ language }),
    say: languageName,
  },
  decade: {
    title: 'Published',
    anyTitle: 'At any time',
    parameter: 'decade',
    narrowing: (value) => ({ decade: Number(value) }),
    say: (value) => `${value} to ${Number(value) + 9}`,
  },
};

/**
 * The facet groups of a list. A page of results leads to page one of the narrower list.
 * @param {List} list
 * @param {Readonly<Partial<Record<FacetName, readonly FacetValue[]>>>} facets
 * @param {Addresses} at
 */
export function facetsOf(list, facets, at) {
  const names = /** @type {FacetName[]} */ (Object.keys(kinds));
  const groups = names.map((name) => groupOf(kinds[name], list, facets[name] ?? [], at));
  // With one link only, there is nothing to choose.
  return [...orderGroup(list, at), ...groups].filter(({ links }) => links.length > 1);
}

/**
 * A search has an order of its own: the best match first.
 * @param {List} list
 * @param {Addresses} at
 */
function orderGroup(list, at) {
  if (list.words !== undefined) return [];
  const isNewest = list.order === 'newest';
  const byTitle = { href: at.list({ ...list, order: 'title' }), type, title: 'Title' };
  const byNew = { href: at.list({ ...list, order: 'newest' }), type, title: 'Newest first' };
  const links = [
    { ...(isNewest ? {} : { rel: 'self' }), ...byTitle },
    { rel: isNewest ? 'self' : 'http://opds-spec.org/sort/new', ...byNew },
  ];
  return [{ metadata: { title: 'Order' }, links }];
}

/**
 * The way back to all comes first, once a value is chosen.
 * @param {FacetKind} kind
 * @param {List} list
 * @param {readonly FacetValue[]} values
 * @param {Addresses} at
 */
function groupOf({ title, anyTitle, parameter, narrowing, say }, list, values, at) {
  const { [parameter]: chosen, ...others } = list;
  const any = chosen === undefined ? [] : [{ href: at.list(others), type, title: anyTitle }];
  const links = values.map(({ value, count }) => {
    const narrowed = narrowing(value);
    const isChosen = sameText(narrowed[parameter], chosen);
    const address = at.list({ ...others, ...narrowed });
    return {
      ...(isChosen && { rel: 'self' }),
      href: address,
      type,
      title: say(value),
      properties: { numberOfItems: count },
    };
  });
  return { metadata: { title }, links: [...any, ...links] };
}

/**
 * @param {List[keyof List]} one
 * @param {List[keyof List]} other
 */
function sameText(one, other) {
  return other !== undefined && String(one).toLowerCase() === String(other).toLowerCase();
}

/** @param {string} tag */
function languageName(tag) {
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
