import { ShieldCheck, TriangleAlert, type LucideIcon } from 'lucide-react';
import { isManager } from '#commands/till.ts';
import type { Refusal } from '#domain/refusal.ts';
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

/** Where all stands in one column it stays in sight. */
export function PostBar(props: PostBarProps) {
  const { label, act, icon, summary, detail, refusal, isDisabled, onPost, onAskManager } = props;
  const { till } = useShop();
  const currency = useCurrency();
  const failure = refusal && transferRefusalText(refusal, currency);
  return (
    <section
      aria-label={label}
      className="bg-surface border-line max-lg:shadow-float grid items-center gap-3 rounded-xl border p-4 max-lg:sticky max-lg:bottom-0 max-lg:z-10 max-lg:-mx-2 max-lg:grid-cols-[1fr_auto] max-lg:rounded-b-none sm:p-5"
    >
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
    </section>
  );
}
