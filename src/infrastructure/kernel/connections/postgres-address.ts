/** Where a PostgreSQL is, and who vouches for it. */
export interface PostgresAddress {
  readonly url: string;
  /** Certificates in PEM form. Given, the connection is TLS, and verified by them alone. */
  readonly ca?: string | undefined;
}

/** As `pg` takes it, in a `Client` and in a `Pool`. */
interface PostgresOptions {
  readonly connectionString: string;
  readonly ssl: false | { readonly host: string; readonly ca?: string };
}

/**
 * TLS is spoken when there is a `ca`, or when the address asks for it by any `sslmode` but `disable`; it is always
 * verified, the name of the host included. What the address says of it is taken out: `pg` would prefer it to options,
 * and with `sslmode=no-verify` believe any server.
 */
export function postgresOptions({ url, ca }: PostgresAddress): PostgresOptions {
  const address = new URL(url);
  const mode = address.searchParams.get('sslmode') ?? address.searchParams.get('ssl') ?? 'disable';
  const rest = [...address.searchParams].filter(([name]) => !/^(ssl|uselibpqcompat)/.test(name));
  address.search = new URLSearchParams(rest).toString();
  const isPlain = ca === undefined && ['disable', 'false', '0'].includes(mode);
  // Node would hold the certificate of a host without a name, an IP address, against `localhost`.
  const host = address.hostname.replace(/^\[|\]$/g, '');
  return { connectionString: address.href, ssl: isPlain ? false : { host, ...(ca !== undefined && { ca }) } };
}
