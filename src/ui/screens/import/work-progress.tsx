import { Button } from '#ui/parts/button.tsx';
import type { Step } from './import-step.ts';
import { StepPanel } from './step-panel.tsx';

interface WorkProgressProps {
  readonly step: Extract<Step, { kind: 'work' }>;
  readonly onCancel: () => void;
}

const words = {
  reading: 'Reading the file',
  checking: 'Checking the rows',
  saving: 'Importing',
  cancelling: 'Stopping',
} as const;

const whole = new Intl.NumberFormat();

export function WorkProgress({ step: { what, done, total }, onCancel }: WorkProgressProps) {
  return (
    <StepPanel title={`${words[what]}…`}>
      <progress
        className="copy-progress"
        aria-label={words[what]}
        {...(total > 0 ? { value: done, max: total } : {})}
      />
      <p className="num text-soft min-h-6">
        {total > 0 ? `${whole.format(done)} of ${whole.format(total)} rows` : null}
      </p>
      {what === 'saving' ? (
        <p className="text-soft">
          What is imported stays imported. If you leave this screen it stops; import the same file again, and
          it goes on.
        </p>
      ) : null}
      <Button size="lg" className="self-start" disabled={what === 'cancelling'} onClick={onCancel}>
        Cancel
      </Button>
    </StepPanel>
  );
}
