import pg from 'pg';

// The session settings that decide how values are written: the same for the initial copy and the log, so that a row
// has the same bytes by either way.
const OUTPUT_SETTINGS =
  '-c timezone=UTC -c datestyle=ISO -c intervalstyle=postgres -c bytea_output=hex -c extra_float_digits=1';

const asText: pg.CustomTypesConfig = { getTypeParser: () => ((value: string) => value) as never };

// Only what is flushed is replicated: without it a mark of ours would wait for the log writer's next round.
const FLUSH = '-c synchronous_commit=on';

/** Every value stays text. Copying a large table must not end at a role's statement time-out. */
export function sourceConfig(databaseUri: string, use: { replication: boolean }): pg.ClientConfig {
  const settings = use.replication ? OUTPUT_SETTINGS : `${OUTPUT_SETTINGS} ${FLUSH} -c statement_timeout=0`;
  const config = { connectionString: databaseUri, types: asText, options: settings, keepAlive: true };
  return use.replication ? ({ ...config, replication: 'database' } as pg.ClientConfig) : config;
}

/** A plain connection to the source, open. */
export async function connectSource(databaseUri: string): Promise<pg.Client> {
  const client = new pg.Client(sourceConfig(databaseUri, { replication: false }));
  client.on('error', () => {}); // the statement under way rejects with it
  await client.connect();
  return client;
}
