import { readFile } from 'node:fs/promises';
import * as sqlite from 'node:sqlite';
import {
  SqlSyncRules,
  nodeSqlite,
  versionedHydrationState,
  type HydratedSyncConfig,
  type SyncConfig,
} from '@powersync/service-sync-rules';

export interface ParsedRules {
  readonly yaml: string;
  readonly config: SyncConfig;
}

/** Throws with all the fatal problems of the file; warnings go to `log`. */
export async function readRules(path: string, log: (line: string) => void): Promise<ParsedRules> {
  const yaml = await readFile(path, 'utf8');
  const { config, errors } = SqlSyncRules.fromYaml(yaml, { defaultSchema: 'public', throwOnError: false });
  const fatal = errors.filter((error) => error.type === 'fatal').map((error) => error.message);
  if (fatal.length > 0) throw new Error(`Sync rules ${path} are refused:\n${fatal.join('\n')}`);
  for (const warning of errors) log(`sync rules: ${warning.message}`);
  return { yaml, config };
}

/** `version` becomes the `N#` before every bucket name, so that clients drop what older rules gave them (R2). */
export function hydrateRules(rules: ParsedRules, version: number): HydratedSyncConfig {
  return rules.config.hydrate({
    hydrationState: versionedHydrationState(version),
    sqlite: nodeSqlite(sqlite),
  });
}
