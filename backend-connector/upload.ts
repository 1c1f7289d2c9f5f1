/**
 * One pass of upload: sends what the CRUD queue holds until it is empty. It
 * waits inside rather than returning early or throwing, since PowerSync retries
 * on its own clock, and only while its stream is up.
 *
 *   plan ─┬─ empty ────► done
 *         ├─ complete ─► entries gone ─────────────────────────────► plan
 *         ├─ wait ─────► until due, 'sync now', reachable, login ──► plan
 *         └─ push ─────► marks on the records, all in one statement ► plan
 *
 * Marks first, then complete(): a crash in between repeats harmlessly. Nothing
 * is thrown for what the world does; what is thrown is a bug or a full disk.
 */
import type { CommonPowerSyncDatabase } from '@powersync/common';
import type { OutboxRow } from '#schema/local-tables.ts';
import { timestamp } from '#domain/timestamp.ts';
import type { Clock } from '#db/clock.ts';
import { afterEvent } from '#db/outbox-transition.ts';
import { unsyncedParents } from '#db/dependency.ts';
import { changeRecords, markSyncing, noteSyncError, recordsOf, releaseSyncing } from '#db/outbox.ts';
import type { Platform } from '#db/platform.ts';
import { queueIdOf } from '#db/queue-entry.ts';
import { outageCodes } from './outcome.ts';
import { wireRecord, type Push, type PushReply } from './push.ts';
import { planPush } from './push-plan.ts';
import { eventsOf } from './reply-events.ts';
import { unlessStopped } from './unless-stopped.ts';
import type { Waker, WakeReason } from './waker.ts';

export interface UploadPorts {
  readonly push: Push;
  readonly waker: Waker;
  readonly clock: Clock;
  readonly platform: Platform;
  /** Who made what names nobody else: said to the server, which compares it with who is asking. */
  readonly userId: string;
  /** Whether the owner of this database may push now; renews the session if it can. */
  readonly isSignedIn: (isRefused: boolean) => Promise<boolean>;
  readonly onProgress: () => void;
  /** Outlives the pass: a line that has just been too thin for fifty records still is. */
  readonly pace: Pace;
}

export interface Pace {
  maxRecords: number;
}

export function newPace(): Pace {
  return { maxRecords: firstRecords };
}

/** A first batch is small enough for a slow line; every answer doubles it. `push` takes 200. */
const firstRecords = 50;
const mostRecords = 200;
const quickTries = 3;
/** A timer may sleep with the device: look again at least this often. */
const longestNapMs = 60_000;

export async function uploadAll(
  power: CommonPowerSyncDatabase,
  ports: UploadPorts,
  stop: AbortSignal,
): Promise<void> {
  const { pace } = ports;
  let known: readonly string[] | null = null;
  let woken: WakeReason = 'time';
  const nap = async (untilMs: number) => {
    const ms = Math.min(longestNapMs, untilMs - ports.clock.now());
    woken = await ports.waker.wait(ms, stop);
  };
  await releaseSyncing(power);
  while (!stop.aborted) {
    // Read once for a push and for what it decides.
    const queue: readonly string[] =
      known ?? (await headOfQueue(power, Math.max(pace.maxRecords, firstRecords)));
    known = null;
    const records = await recordsOf(power, queue);
    const isForced = isImpatient(woken, headOf(queue, records));
    const plan = planPush(queue, records, {
      nowMs: ports.clock.now(),
      maxRecords: pace.maxRecords,
      isForced,
    });
    switch (plan.kind) {
      case 'empty':
        return;
      case 'complete':
        await letGo(power, ports, plan.orphans);
        await complete(power, queue.slice(0, plan.count));
        ports.onProgress();
        break;
      case 'wait':
        await nap(plan.untilMs);
        break;
      case 'push': {
        if (!(await mayTry(ports, false, stop))) {
          await nap(Infinity);
          break;
        }
        woken = 'time';
        const reply = await send(power, ports, plan.rows, stop);
        await mark(power, ports, plan.rows, reply);
        known = queue;
        pace.maxRecords = nextBatchSize(pace.maxRecords, plan.rows.length, reply);
        if (reply.kind === 'unauthenticated' && !(await mayTry(ports, true, stop))) await nap(Infinity);
      }
    }
  }
}

/** A person's word counts for every record; the end of an outage only for what the outage has held back. */
function isImpatient(reason: WakeReason, head: OutboxRow | undefined): boolean {
  if (reason === 'network' || reason === 'stream') return outageCodes.includes(head?.error_code ?? '');
  return reason === 'sync_now' || reason === 'signed_in';
}

function headOf(queue: readonly string[], records: ReadonlyMap<string, OutboxRow>): OutboxRow | undefined {
  const id = queue.find((one) => records.has(one));
  return id === undefined ? undefined : records.get(id);
}

/** No try is made, so none is counted, without a network or a session. */
async function mayTry(ports: UploadPorts, isRefused: boolean, stop: AbortSignal): Promise<boolean> {
  return ports.platform.network.isUp() && unlessStopped(ports.isSignedIn(isRefused), stop, false);
}

/**
 * Entry by entry, not transaction by transaction: what belongs together is one
 * record, and PowerSync reads transactions with a statement each.
 */
async function headOfQueue(power: CommonPowerSyncDatabase, most: number): Promise<readonly string[]> {
  const batch = await power.getCrudBatch(most);
  return (batch?.crud ?? []).map(queueIdOf);
}

/** These first entries go; none where they are not the first any more. */
async function complete(power: CommonPowerSyncDatabase, decided: readonly string[]): Promise<void> {
  const batch = await power.getCrudBatch(decided.length);
  if (batch?.crud.every((entry, index) => queueIdOf(entry) === decided[index])) await batch.complete();
}

/** An entry without a record is a broken promise: nothing can be sent for it, and it must be seen. */
async function letGo(
  power: CommonPowerSyncDatabase,
  ports: UploadPorts,
  orphans: readonly string[],
): Promise<void> {
  for (const queue_id of orphans) {
    const message = 'A queue entry had no document.';
    await noteSyncError(power, { at: timestamp(ports.clock.now()), queue_id, code: 'FLUX_ORPHAN', message });
  }
}

async function send(
  power: CommonPowerSyncDatabase,
  { push, waker, clock, platform, userId }: UploadPorts,
  rows: readonly OutboxRow[],
  stop: AbortSignal,
): Promise<PushReply> {
  waker.forget();
  await markSyncing(
    power,
    rows.map(({ queue_id }) => queue_id),
  );
  const records = rows.map((row) => ({ created_by: userId, ...wireRecord(row) }));
  for (let tries = 1; ; tries += 1) {
    const sentMs = platform.now();
    const reply = await unlessStopped(push(records, stop), stop, { kind: 'stopped' });
    if (reply.kind === 'answered') clock.measure(reply.serverNow, sentMs, platform.now());
    if (reply.kind !== 'transient' || !reply.isQuick || tries > quickTries) return reply;
    await waker.wait(50 * tries, stop);
  }
}

/** One statement: what each record is after this reply. Only the head's tries count. */
async function mark(
  power: CommonPowerSyncDatabase,
  ports: UploadPorts,
  rows: readonly [OutboxRow, ...OutboxRow[]],
  reply: PushReply,
): Promise<void> {
  const events = eventsOf(reply, rows.length, rows[0].retry_count);
  const lacking = rows.filter((_, index) => events[index]?.kind === 'dependency_missing');
  const parents = await unsyncedParents(
    power,
    lacking.map(({ queue_id }) => queue_id),
  );
  const now = ports.clock.now();
  const changes = rows.map((row, index) => {
    const event = events[index];
    const open = { ...row, sync_status: 'pending' } as const;
    return {
      queue_id: row.queue_id,
      state: event ? afterEvent(open, event, now, parents.get(row.queue_id)) : open,
    };
  });
  await changeRecords(power, changes);
  if (reply.kind === 'answered') ports.onProgress();
}

function nextBatchSize(now: number, sent: number, reply: PushReply): number {
  if (reply.kind === 'timed_out') return Math.max(1, Math.floor(sent / 2));
  if ((reply.kind === 'refused' || reply.kind === 'dependency_missing') && sent > 1) return 1;
  return reply.kind === 'answered' ? Math.min(mostRecords, now * 2) : now;
}
