import { ShieldCheck, TriangleAlert, type LucideIcon } from 'lucide-react';
import { isManager } from '#commands/till.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ActBar } from '#ui/parts/act-bar.tsx';
import { Button } from '#ui/parts/button.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { useCurrency, useShop } from '#ui/shop-context.tsx';
import { transferRefusalText } from './refusal-text.ts';

interface PostBarProps {
  readonly label: string;
  /** What F9 does. */
  readonly act: string;
  readonly icon: LucideIcon;
  readonly summary: string;
  readonly detail: string;
  readonly refusal: Refusal | null;
  readonly isDisabled: boolean;
  readonly onPost: () => void;
  /** Where a manager may allow what was refused. */
  readonly onAskManager?: () => void;
}

/** What is sent or received, and the act that posts it. */
export function PostBar(props: PostBarProps) {
  const { label, act, icon, summary, detail, refusal, isDisabled, onPost, onAskManager } = props;
  const { till } = useShop();
  const currency = useCurrency();
  const failure = refusal && transferRefusalText(refusal, currency);
  return (
    <ActBar label={label}>
      {failure ? (
        <div className="col-span-full">
          <Notice
            tone="bad"
            icon={TriangleAlert}
            role="alert"
            title={failure.title}
            action={
              refusal?.kind === 'stock_short' && onAskManager ? (
                <Button icon={ShieldCheck} onClick={onAskManager}>
                  {isManager(till) ? `${act} anyway` : `${act} anyway: ask a manager`}
                </Button>
              ) : null
            }
          >
            {failure.safe} {failure.advice}
          </Notice>
        </div>
      ) : null}
      <p className="num text-lg font-bold">{summary}</p>
      <Button tone="primary" size="xl" icon={icon} keyName="F9" disabled={isDisabled} onClick={onPost}>
        {act}
      </Button>
      <p className="text-soft col-span-full text-sm max-lg:hidden">{detail}</p>
    </ActBar>
  );
}
