/** An operation as documented. */
export interface Operation {
  readonly method: string;
  /** With the path of its version, and parameters as `{id}`. */
  readonly path: string;
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Every operation in the documents of a running service. */
export async function openDocument(url: string, version: string): Promise<Operation[]> {
  const { paths } = (await (await fetch(`${url}/${version}/openapi.json`)).json()) as OpenApi;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })),
  );
}
