import { TriangleAlert } from 'lucide-react';
import type { Refusal } from '#domain/refusal.ts';
import { refusalText } from '#ui/failure-text.ts';
import { Notice } from '#ui/parts/notice.tsx';
import { useSettings } from '#ui/shop-context.tsx';

/** Why something was not done, that nothing was changed, and what to do. */
export function WhyNot({ refusal }: { readonly refusal: Refusal | null }) {
  const settings = useSettings();
  if (!refusal || !settings) return null;
  const { title, safe, advice } = refusalText(refusal, settings);
  return (
    <Notice tone="bad" icon={TriangleAlert} role="alert" title={title}>
      {safe} {advice}
    </Notice>
  );
}
