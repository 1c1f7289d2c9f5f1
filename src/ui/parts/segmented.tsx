import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import clsx from 'clsx';
import type { LucideIcon } from 'lucide-react';

export interface Segment<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly icon?: LucideIcon;
}

interface SegmentedProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly segments: readonly Segment<T>[];
  readonly onChange: (value: T) => void;
  readonly className?: string;
}

/** One of a few, all of them in sight. */
export function Segmented<T extends string>(props: SegmentedProps<T>) {
  return (
    <RadioGroup
      aria-label={props.label}
      value={props.value}
      onValueChange={(value) => props.onChange(value as T)}
      className={clsx('bg-sunken border-line flex gap-1 rounded-lg border p-1', props.className)}
    >
      {props.segments.map(({ value, label, icon: Icon }) => (
        <Radio.Root
          key={value}
          value={value}
          className="min-h-touch text-soft cursor-pointer select-none data-checked:bg-raised data-checked:text-ink data-checked:shadow-card flex flex-1 items-center justify-center gap-2 rounded-md px-3 font-semibold sm:px-4 whitespace-nowrap transition-colors"
        >
          {Icon ? <Icon aria-hidden size={19} /> : null}
          {label}
        </Radio.Root>
      ))}
    </RadioGroup>
  );
}
