/** The address of a PostgreSQL server, and the certificates to trust. */
export interface PostgresAddress {
  readonly url: string;
  /** Certificates in PEM form. If given, the connection uses TLS and trusts only these. */
  readonly ca?: string | undefined;
}

/** Options for `Client` and `Pool` of `pg`. */
interface PostgresOptions {
  readonly connectionString: string;
  readonly ssl: false | { readonly host: string; readonly ca?: string };
}

/**
 * TLS is used when there is a `ca`, or when the URL has any `sslmode` but `disable`. The certificate is always
 * verified, including the host name. TLS parameters are removed from the URL, because `pg` would prefer them to the
 * options, and with `sslmode=no-verify` would trust any server.
 */
export function postgresOptions({ url, ca }: PostgresAddress): PostgresOptions {
  const address = new URL(url);
  const mode = address.searchParams.get('sslmode') ?? address.searchParams.get('ssl') ?? 'disable';
  const rest = [...address.searchParams].filter(([name]) => !/^(ssl|uselibpqcompat)/.test(name));
  address.search = new URLSearchParams(rest).toString();
  const isPlain = ca === undefined && ['disable', 'false', '0'].includes(mode);
  // Node would check the certificate of a host given as an IP address against `localhost`.
  const host = address.hostname.replace(/^\[|\]$/g, '');
  return { connectionString: address.href, ssl: isPlain ? false : { host, ...(ca !== undefined && { ca }) } };
}
