import { useMemo } from 'react';
import { alarmsOf } from '#sync/alarms.ts';
import { alarmText, type AlarmText } from '#ui/alarm-text.ts';
import { useNow } from '#ui/hooks/use-now.ts';
import { useAlarmHours } from '#ui/hooks/use-preference.ts';
import { useQueueSummary } from '#ui/hooks/use-queue-summary.ts';
import { useStorageHealth } from '#ui/hooks/use-storage-health.ts';
import { useShop, useSyncView } from '#ui/shop-context.tsx';

const lookEveryMs = 15_000;

/** Worst first; none while all is well. */
export function useAlarms(): readonly AlarmText[] {
  const { till } = useShop();
  const { connection } = useSyncView();
  const [hours] = useAlarmHours();
  const storage = useStorageHealth();
  const queue = useQueueSummary(250);
  const clockOffsetMs = till.clock.offsetMs();
  const nowMs = useNow(lookEveryMs);
  return useMemo(() => {
    const { pending = 0, failed = 0, edits = 0, oldest_at: oldestAt = null } = queue ?? {};
    const situation = { oldestAt, alarmAfterMs: hours * 3_600_000, nowMs, clockOffsetMs, storage };
    const alarms = alarmsOf({ ...situation, documents: pending + failed - edits });
    return alarms.map((alarm) => alarmText(alarm, { nowMs, connection, failed }));
  }, [queue, hours, nowMs, clockOffsetMs, storage, connection]);
}
