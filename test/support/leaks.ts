/** Implementation details that would help an attacker: stacks, SQL, paths, names and versions of components. */
const leaks: readonly RegExp[] = [
  /\bat [^\n]{1,200}[.][cm]?[jt]s:\d+/,
  /node:(?:internal|net|http|events)/,
  /node_modules|\bdist\/|\bfile:\/\//,
  /(?:^|[\s"'(])\/(?:bin|dev|home|opt|proc|root|srv|tmp|usr|var|work)\//,
  /\b(?:select|insert into|update|delete from)\b.{1,80}\b(?:from|values|set|where)\b/is,
  /\b(?:relation|column|constraint|function) \\?"/i,
  /violates|invalid input syntax|out of range for type|syntax error|deadlock detected/i,
  /MikroORM|\bkysely\b|\bioredis\b|\bkoa\b|class-validator|fast-jwt|\bpostgres(?:ql)?\b|\bpg_\w+/i,
  /\b(?:TypeError|RangeError|ReferenceError|DriverException|QueryFailedError)\b/,
  /Unexpected token|in JSON at position|Cannot read propert|is not a function/,
  /\bE(?:CONNREFUSED|CONNRESET|NOENT|PIPE)\b/,
  /^(?:server|x-powered-by):/im,
  /\$argon2|password_?hash/i,
];

/** The patterns that a text contains and should not. Text that the client has sent may come back. */
export function leaksIn(text: string, sent = ''): string[] {
  return leaks.flatMap((pattern) => {
    const found = pattern.exec(text)?.[0];
    return found === undefined || sent.includes(found) ? [] : [`${pattern.source}: ${found}`];
  });
}
