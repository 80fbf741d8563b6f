/** The header by which a request sets the clock of a service, in milliseconds since 1970. */
export const timeHeader = 'x-given-time';
