import { useMemo } from 'react';
import type { LabelItem } from '#queries/label-items.ts';
import { Button } from '#ui/parts/button.tsx';
import { barsOf } from './bars.ts';
import { ChosenItem } from './chosen-item.tsx';
import { CountInput } from './count-input.tsx';
import type { LabelJob } from './label-job.ts';
import { fitBars, type LabelSize } from './label-sizes.ts';

interface ChosenItemsProps {
  readonly job: LabelJob;
  readonly items: ReadonlyMap<string, LabelItem>;
  readonly size: LabelSize;
  readonly onChange: (job: LabelJob) => void;
}

/** How many of each; nothing where nothing is chosen. */
export function ChosenItems({ job, items, size, onChange }: ChosenItemsProps) {
  const troubles = useMemo(() => troublesOf(items, size), [items, size]);
  const { choices } = job;
  if (choices.length === 0) return null;
  const setCount = (id: string, count: number) =>
    onChange({ ...job, choices: choices.map((one) => (one.id === id ? { id, count } : one)) });
  const same = choices.every(({ count }) => count === choices[0]?.count) ? (choices[0]?.count ?? 0) : 0;
  return (
    <>
      {choices.length > 1 ? (
        <div className="flex items-center justify-between gap-3">
          <span className="text-sm font-semibold">Of each</span>
          <CountInput
            label="Labels of each item"
            value={same}
            onChange={(count) => onChange({ ...job, choices: choices.map(({ id }) => ({ id, count })) })}
          />
        </div>
      ) : null}
      <ul aria-label="Chosen items">
        {choices.flatMap(({ id, count }) => {
          const item = items.get(id);
          if (item === undefined) return [];
          return (
            <ChosenItem
              key={id}
              name={item.name}
              count={count}
              trouble={troubles.get(id) ?? null}
              onCount={(next) => setCount(id, next)}
              onRemove={() => onChange({ ...job, choices: choices.filter((one) => one.id !== id) })}
            />
          );
        })}
      </ul>
      <Button className="self-start" onClick={() => onChange({ ...job, choices: [] })}>
        Remove all
      </Button>
    </>
  );
}

function troublesOf(items: ReadonlyMap<string, LabelItem>, size: LabelSize): ReadonlyMap<string, string> {
  const troubles = new Map<string, string>();
  for (const { id, barcode } of items.values()) {
    if (barcode === null) {
      troubles.set(id, 'No barcode');
      continue;
    }
    const bars = barsOf(barcode);
    if (bars && !fitBars(bars.modules, size).isReadable) troubles.set(id, 'Barcode too long');
  }
  return troubles;
}
