import { alarmHours, useAlarmHours } from '#ui/hooks/use-preference.ts';
import { Segmented } from '#ui/parts/segmented.tsx';

const segments = alarmHours.map((hours) => ({ value: String(hours), label: `${hours} h` }));

/** How long a document may wait before every screen says so. */
export function AlarmPart() {
  const [hours, setHours] = useAlarmHours();
  const choose = (value: string) => {
    const chosen = alarmHours.find((one) => String(one) === value);
    if (chosen) setHours(chosen);
  };
  return (
    <>
      <p className="text-sm font-semibold">Alarm when something is unsent for</p>
      <Segmented label="Alarm after" value={String(hours)} segments={segments} onChange={choose} />
    </>
  );
}
