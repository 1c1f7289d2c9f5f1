import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { column, Schema, Table, UpdateType, type PowerSyncBackendConnector } from '@powersync/common';
import { PowerSyncDatabase } from '@powersync/node';
import { token, type ProtocolTarget } from './target.ts';

const { text, integer } = column;
const schema = new Schema({
  goods: new Table({ place_id: text, name: text, description: text, price_minor: integer, updated_at: text }),
  counts: new Table({ place_id: text, quantity_milli: integer }),
  notes: new Table({ place_id: text, body: text }),
  pairs: new Table({ place_id: text, weight: integer }),
});

/** A till: PowerSync's own client, on a database file of its own. */
export class Device implements AsyncDisposable {
  readonly db: PowerSyncDatabase;
  readonly #connector: PowerSyncBackendConnector;
  readonly #dir: string;

  private constructor(db: PowerSyncDatabase, connector: PowerSyncBackendConnector, dir: string) {
    this.db = db;
    this.#connector = connector;
    this.#dir = dir;
  }

  static async open(target: ProtocolTarget, user: string): Promise<Device> {
    const dir = await mkdtemp(path.join(tmpdir(), 'flux-device-'));
    const db = new PowerSyncDatabase({
      schema,
      database: {
        dbFilename: 'till.db',
        dbLocation: dir,
        implementation: { type: 'node:sqlite' },
        readWorkerCount: 1,
      },
    });
    await db.init();
    const connector: PowerSyncBackendConnector = {
      fetchCredentials: async () => ({ endpoint: target.baseUrl, token: await token(target, user) }),
      uploadData: (database) => uploadNotes(target, database),
    };
    return new Device(db, connector, dir);
  }

  async connect(): Promise<void> {
    await this.db.connect(this.#connector, { retryDelayMs: 300, crudUploadThrottleMs: 50 });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.db.disconnect();
    await this.db.close();
    await rm(this.#dir, { recursive: true, force: true });
  }
}

/** The back end of the tests: it takes any note but one whose body is 'refuse me'. */
async function uploadNotes(
  target: ProtocolTarget,
  database: Parameters<PowerSyncBackendConnector['uploadData']>[0],
) {
  const transaction = await database.getNextCrudTransaction();
  if (transaction === null) return;
  for (const entry of transaction.crud) {
    const { place_id: placeId, body } = entry.opData ?? {};
    if (entry.op !== UpdateType.PUT || entry.table !== 'notes')
      throw new Error(`Not for upload: ${entry.table}`);
    if (body !== 'refuse me')
      await target.database.query('insert into notes (id, place_id, body) values ($1, $2, $3)', [
        entry.id,
        placeId,
        body,
      ]);
  }
  await transaction.complete();
}
