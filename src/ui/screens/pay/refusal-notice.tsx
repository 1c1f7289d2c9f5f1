import { ShieldCheck, TriangleAlert } from 'lucide-react';
import { isManager } from '#commands/till.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { Settings } from '#queries/settings.ts';
import { refusalText } from '#ui/failure-text.ts';
import { Button } from '#ui/parts/button.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { actsIn } from './approvable.ts';

interface RefusalNoticeProps {
  readonly refusal: Refusal;
  readonly settings: Settings;
  /** Null where it is asked elsewhere. */
  readonly onAskManager: (() => void) | null;
  /** Asking is all that is to be done: Enter does it. */
  readonly isFocused?: boolean;
}

/** Why the sale was not taken, and, where a manager may allow it, the way to ask. */
export function RefusalNotice({ refusal, settings, onAskManager, isFocused }: RefusalNoticeProps) {
  const { till } = useShop();
  const { title, safe, advice } = refusalText(refusal, settings);
  const askManager =
    onAskManager && actsIn(refusal).length > 0 ? (
      // oxlint-disable-next-line jsx-a11y/no-autofocus
      <Button icon={ShieldCheck} autoFocus={isFocused} onClick={onAskManager}>
        {isManager(till) ? 'Sell anyway' : 'Sell anyway: ask a manager'}
      </Button>
    ) : null;
  return (
    <Notice tone="bad" icon={TriangleAlert} role="alert" title={title} action={askManager}>
      {safe} {advice}
    </Notice>
  );
}
