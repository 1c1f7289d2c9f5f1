import { useNavigate } from '@tanstack/react-router';
import { CloudDownload, TriangleAlert } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { findOlderSale } from '#commands/find-older-sale.ts';
import type { Refusal } from '#domain/refusal.ts';
import { refusalText } from '#ui/failure-text.ts';
import { Button } from '#ui/parts/button.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { useCurrency, useShop } from '#ui/shop-context.tsx';

type Step =
  | { readonly kind: 'idle' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'fetching'; readonly month: string }
  | { readonly kind: 'nowhere' }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

const monthName = (month: string) =>
  new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  );

/** A receipt that is too old to be here: its month is fetched, and it is opened. */
export function OlderSale({ number }: { readonly number: string }) {
  const { olderSales } = useShop();
  const currency = useCurrency();
  const navigate = useNavigate();
  const [step, setStep] = useState<Step>({ kind: 'idle' });
  const stop = useRef<AbortController>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const look = async () => {
    const { signal } = (stop.current = new AbortController());
    setStep({ kind: 'asking' });
    const onFetching = (month: string) => setStep({ kind: 'fetching', month });
    const found = await findOlderSale(olderSales, number, onFetching, signal).catch((error: unknown) => {
      if (signal.aborted) return null;
      throw error;
    });
    if (found === null || signal.aborted) return undefined;
    if (found.kind === 'here') return navigate({ to: '/sales/$id', params: { id: found.id } });
    return setStep(found.kind === 'refused' ? found : { kind: 'nowhere' });
  };
  const failure = step.kind === 'refused' ? refusalText(step.refusal, currency) : null;
  return (
    <div className="flex flex-col items-center gap-3" aria-live="polite">
      {failure ? (
        <Notice tone="bad" icon={TriangleAlert} role="alert" title={failure.title}>
          {failure.safe} {failure.advice}
        </Notice>
      ) : null}
      {step.kind === 'nowhere' ? <p>The server has no sale {number} of this location either.</p> : null}
      {step.kind === 'fetching' ? (
        <p>Fetching {monthName(step.month)}. It opens when it is here; what you sell meanwhile goes first.</p>
      ) : (
        <Button size="lg" icon={CloudDownload} disabled={step.kind === 'asking'} onClick={() => void look()}>
          Look for it at the server
        </Button>
      )}
    </div>
  );
}
