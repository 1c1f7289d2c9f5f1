import { presets, type Period, type Preset } from '#domain/period.ts';
import { Field } from '#ui/parts/field.tsx';
import { SelectField } from '#ui/parts/select-field.tsx';
import type { AskedReport } from './use-report.ts';
import { presetWords } from './words.ts';

const own = 'own';
const options = [
  ...presets.map((value) => ({ value, label: presetWords[value] })),
  { value: own, label: 'Between two days' },
];

/** A usual period by one choice, any other by its two days. */
export function PeriodPicker({ preset, period, today, change: onChange }: AskedReport) {
  const isOwn = preset === null;
  const change = (part: Partial<Period>) => {
    const { from, to } = { ...period, ...part };
    // The other end follows a day that went past it.
    const isTurned = from > to;
    onChange({ from: isTurned && part.to ? to : from, to: isTurned && part.from ? from : to });
  };
  return (
    <div className="flex flex-wrap items-end gap-3">
      <SelectField
        label="Period"
        value={preset ?? own}
        options={options}
        onChange={(value) => onChange(value === own ? period : { preset: value as Preset })}
      />
      {isOwn ? (
        <>
          <Field
            label="From"
            type="date"
            value={period.from}
            max={today}
            onChange={({ target }) => (target.value ? change({ from: target.value }) : undefined)}
          />
          <Field
            label="To"
            type="date"
            value={period.to}
            onChange={({ target }) => (target.value ? change({ to: target.value }) : undefined)}
          />
        </>
      ) : null}
    </div>
  );
}
