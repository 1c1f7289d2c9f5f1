/** An alarm in words: what is wrong, whether the data is safe, what to do. */
import type { Alarm } from '#sync/alarms.ts';
import type { ConnectionState } from '#sync/sync-state.ts';
import { durationText } from '#ui/duration-text.ts';

export interface AlarmText {
  readonly title: string;
  readonly advice: string;
  readonly tone: 'attention' | 'bad';
}

const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;

interface AlarmContext {
  readonly nowMs: number;
  readonly connection: ConnectionState;
  readonly failed: number;
}

export function alarmText(alarm: Alarm, context: AlarmContext): AlarmText {
  switch (alarm.kind) {
    case 'unsynced_old':
      return {
        title: `Something has not reached the server for ${durationText(context.nowMs - alarm.sinceMs)}`,
        advice: `It is safe on this device, and only here. ${whatHelps(context)}`,
        tone: 'bad',
      };
    case 'storage_low':
      return {
        title: `This device is nearly full: ${megabytes(alarm.freeBytes)} left for Flux`,
        advice:
          'What is stored is safe; when nothing is left, sales are refused. Delete files, photos or apps that nobody needs, and empty the bin.',
        tone: 'bad',
      };
    case 'clock_off':
      return {
        title: `The clock of this device is ${clockText(alarm.offsetMs)}`,
        advice:
          'Flux corrects it by the server’s time, so sales keep the right date. Set the clock to automatic in the settings of the device.',
        tone: 'attention',
      };
    case 'queue_long':
      return {
        title: `${alarm.count} documents are not at the server yet`,
        advice: `They are safe on this device, and only here. ${whatHelps(context)}`,
        tone: 'attention',
      };
  }
}

/** '12 minutes behind the server'; the offset is what the device lacks. */
export function clockText(offsetMs: number): string {
  if (Math.abs(offsetMs) < 1000) return 'as the server’s';
  return `${durationText(Math.abs(offsetMs))} ${offsetMs > 0 ? 'behind' : 'ahead of'} the server’s`;
}

function whatHelps({ connection, failed }: AlarmContext): string {
  if (connection === 'offline') return 'Bring the device back to the network; it sends by itself.';
  if (connection === 'unreachable') return 'Check the internet connection; if others work, tell support.';
  if (connection === 'signed_out') return 'Sign in, then it is sent by itself.';
  if (failed > 0) return 'The server refused it: a manager has to look at it.';
  return 'Open Sync and press Sync now; if that does not help, tell support.';
}
