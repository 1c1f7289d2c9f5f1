import { useNavigate } from '@tanstack/react-router';
import { LockKeyhole, RotateCcw, TriangleAlert } from 'lucide-react';
import clsx from 'clsx';
import { useState } from 'react';
import { closeShift } from '#commands/close-shift.ts';
import { recount } from '#commands/count-shift.ts';
import type { OpenShift } from '#domain/open-shift.ts';
import type { Refusal } from '#domain/refusal.ts';
import { maxNoteLength } from '#domain/sale.ts';
import { refusalText } from '#ui/failure-text.ts';
import { useHotkeys } from '#ui/hooks/use-hotkeys.ts';
import { announce } from '#ui/parts/announcer.tsx';
import { Button } from '#ui/parts/button.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { Panel } from '#ui/parts/panel.tsx';
import { TextAreaField } from '#ui/parts/text-area-field.tsx';
import { useMoney, useSettings, useShop } from '#ui/shop-context.tsx';
import { beep } from '#ui/sound.ts';
import type { Figures } from './figures.ts';
import { varianceWord } from './words.ts';

interface ComparePartProps {
  readonly shift: OpenShift;
  readonly figures: Figures;
}

/** What was counted beside what was expected; then the shift is closed, or counted again. */
export function ComparePart({ shift, figures }: ComparePartProps) {
  const [note, setNote] = useState(shift.note);
  const { isBusy, refusal, close, again } = useClosing(shift.id, note);
  useHotkeys({ F9: () => void close(), F4: () => void again() });
  const settings = useSettings();
  const variance = (figures.counted_minor ?? 0) - figures.expected_minor;
  const words = refusal && settings ? refusalText(refusal, settings) : null;
  return (
    <Panel title="The drawer is counted">
      <Sums figures={figures} variance={variance} />
      {words ? (
        <Notice tone="bad" icon={TriangleAlert} role="alert" title={words.title}>
          {words.advice}
        </Notice>
      ) : null}
      <TextAreaField
        label="Note"
        hint={
          variance === 0
            ? 'If there is anything to say.'
            : 'Why it differs, as far as you know. It is on the report.'
        }
        maxLength={maxNoteLength}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <div className="flex flex-wrap gap-3">
        <Button
          tone="primary"
          size="xl"
          icon={LockKeyhole}
          keyName="F9"
          className="grow-[2] basis-64"
          disabled={isBusy}
          onClick={() => void close()}
        >
          Close the shift
        </Button>
        <Button
          size="lg"
          icon={RotateCcw}
          keyName="F4"
          className="min-h-16! grow basis-48 whitespace-nowrap"
          onClick={() => void again()}
        >
          Count again
        </Button>
      </div>
    </Panel>
  );
}

function useClosing(shiftId: string, note: string) {
  const { till, store } = useShop();
  const settings = useSettings();
  const navigate = useNavigate();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const close = async () => {
    if (!settings || isBusy) return;
    setBusy(true);
    const result = await closeShift(till, { shiftId, note, settings });
    setBusy(false);
    if (result.kind === 'refused' && result.refusal.kind !== 'already_posted') {
      beep('error');
      return setRefusal(result.refusal);
    }
    store.syncNow();
    announce('Shift closed');
    await navigate({ to: '/sales/shift/$id', params: { id: shiftId }, search: { fresh: true } });
  };
  const again = async () => {
    const result = await recount(till, shiftId);
    setRefusal(result.kind === 'refused' ? result.refusal : null);
  };
  return { isBusy, refusal, close, again };
}

function Sums({ figures, variance }: { readonly figures: Figures; readonly variance: number }) {
  const money = useMoney();
  const isRight = variance === 0;
  return (
    <dl className="bg-sunken num grid gap-2 rounded-lg p-4">
      <div className="flex items-baseline justify-between gap-3">
        <dt className="text-soft">Counted</dt>
        <dd className="text-xl font-bold">{money(figures.counted_minor ?? 0)}</dd>
      </div>
      <div className="flex items-baseline justify-between gap-3">
        <dt className="text-soft">Expected</dt>
        <dd className="text-xl font-bold" data-testid="expected">
          {money(figures.expected_minor)}
        </dd>
      </div>
      <div
        className={clsx(
          'flex items-baseline justify-between gap-3',
          isRight ? 'text-brand-ink' : 'text-amber-ink',
        )}
      >
        <dt className="text-lg font-semibold">{varianceWord(variance)}</dt>
        <dd className="text-4xl font-bold tracking-tight" data-testid="variance">
          {money(variance)}
        </dd>
      </div>
    </dl>
  );
}
