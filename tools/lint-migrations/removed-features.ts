/**
 * The features that were removed after their migrations had run. Those stay, and a last one drops the tables: it is named
 * `<feature>_contract_<feature>`.
 * @param migrations names or paths
 */
export function removedFeatures(migrations: readonly string[]): string[] {
  return migrations.flatMap((each) => /_([a-z]+)_contract_\1(?:[.]ts)?$/.exec(each)?.[1] ?? []);
}
