import { Panel } from '#ui/parts/panel.tsx';
import { Segmented } from '#ui/parts/segmented.tsx';
import { CountInput } from './count-input.tsx';
import type { LabelJob } from './label-job.ts';
import { labelSizes, type LabelSize } from './label-sizes.ts';

interface PaperPartProps {
  readonly job: LabelJob;
  readonly size: LabelSize;
  readonly onChange: (job: LabelJob) => void;
}

const segments = labelSizes.map(({ id, word }) => ({ value: id, label: word }));

/** What is in the printer. */
export function PaperPart({ job, size, onChange }: PaperPartProps) {
  const perPage = size.columns * size.rows;
  return (
    <Panel title="Paper">
      <Segmented
        label="Size of the labels"
        value={size.id}
        segments={segments}
        onChange={(id) => onChange({ ...job, size: id })}
        className="grid! grid-cols-2"
      />
      <p className="num text-soft text-sm">
        {size.label.width} × {size.label.height} mm,{' '}
        {perPage === 1 ? 'one label a page' : `${perPage} on a sheet`}
      </p>
      {perPage === 1 ? null : (
        <div className="flex items-center justify-between gap-3">
          <span className="text-sm font-semibold">Labels already gone from the first sheet</span>
          <CountInput
            label="Labels already gone from the first sheet"
            value={job.used}
            most={perPage - 1}
            onChange={(used) => onChange({ ...job, used })}
          />
        </div>
      )}
    </Panel>
  );
}
