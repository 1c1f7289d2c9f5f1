import { ArrowLeft, Check, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { finishCount } from '#commands/count-shift.ts';
import type { OpenShift } from '#domain/open-shift.ts';
import type { Refusal } from '#domain/refusal.ts';
import { refusalText } from '#ui/failure-text.ts';
import { useHotkeys } from '#ui/hooks/use-hotkeys.ts';
import { precise, useMedia } from '#ui/hooks/use-media.ts';
import { Button } from '#ui/parts/button.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { Panel } from '#ui/parts/panel.tsx';
import { useCurrency, useShop } from '#ui/shop-context.tsx';
import { CountFoot, CountTable } from './count-table.tsx';
import { useKeptCount } from './use-kept-count.ts';

interface CountPartProps {
  readonly shift: OpenShift;
  readonly onBack: () => void;
}

/** The blind count: what should be there is shown only once it is whole. */
export function CountPart({ shift, onBack }: CountPartProps) {
  const { till } = useShop();
  const currency = useCurrency();
  const { counts, change, unsaved } = useKeptCount(shift);
  // A finger wants to see the list, not the keyboard that a focused field brings up.
  const isPrecise = useMedia(precise);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const finish = async () => {
    const result = await finishCount(till, shift.id, counts, currency.currency_decimals);
    setRefusal(result.kind === 'refused' ? result.refusal : null);
  };
  useHotkeys({ F9: () => void finish(), Escape: onBack });
  const failure = refusal ?? unsaved;
  const words = failure ? refusalText(failure, currency) : null;
  return (
    <Panel title="Count the drawer">
      <p className="text-soft">Everything in it, the float too. It is kept as you type.</p>
      {words ? (
        <Notice tone="bad" icon={TriangleAlert} role="alert" title={words.title}>
          {words.advice}
        </Notice>
      ) : null}
      <CountTable counts={counts} onChange={change} isFocused={isPrecise} />
      <CountFoot counts={counts}>
        <Button
          tone="primary"
          size="xl"
          icon={Check}
          keyName="F9"
          className="flex-1 whitespace-nowrap max-sm:[&_kbd]:hidden"
          onClick={() => void finish()}
        >
          That is all
        </Button>
        <Button
          size="lg"
          icon={ArrowLeft}
          keyName="Esc"
          className="min-h-16! max-sm:[&_kbd]:hidden"
          onClick={onBack}
        >
          Back
        </Button>
      </CountFoot>
    </Panel>
  );
}
