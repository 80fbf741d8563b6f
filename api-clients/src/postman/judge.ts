/** What newman writes of a run, in the parts that are read. */
export interface Report {
  readonly collection: Folder;
  readonly run: {
    readonly executions: readonly {
      readonly item: { readonly name: string };
      readonly assertions?: readonly { readonly assertion: string }[];
    }[];
    readonly failures: readonly {
      readonly source?: { readonly name?: string };
      readonly error: { readonly message: string };
    }[];
  };
}

interface Folder {
  readonly item?: readonly Folder[];
}

/** The faults of a run, a sentence each: what failed, what asserts nothing, and what was not sent. */
export function faultsOf({ collection, run: { executions, failures } }: Report): string[] {
  const requests = requestsIn(collection);
  return [
    ...failures.map(({ source, error }) => `${source?.name ?? 'The collection'}: ${error.message}`),
    ...executions
      .filter(({ assertions = [] }) => assertions.length === 0)
      .map(({ item }) => `${item.name}: it asserts nothing.`),
    ...(executions.length === requests && requests > 0
      ? []
      : [`${executions.length} of ${requests} requests were sent.`]),
  ];
}

function requestsIn({ item }: Folder): number {
  return item ? item.reduce((sum, each) => sum + requestsIn(each), 0) : 1;
}
