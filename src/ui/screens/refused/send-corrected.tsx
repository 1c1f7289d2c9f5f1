import { Send } from 'lucide-react';
import { useState } from 'react';
import { refusalText } from '#ui/failure-text.ts';
import { Button } from '#ui/parts/button.tsx';
import { notify } from '#ui/parts/toast.tsx';
import { useSettings } from '#ui/shop-context.tsx';
import type { CorrectionDraft } from './use-correction.ts';

/** There once something was put right, below what it was put right in. */
export function SendCorrected({ draft }: { readonly draft: CorrectionDraft }) {
  const settings = useSettings();
  const [isBusy, setBusy] = useState(false);
  const send = async () => {
    setBusy(true);
    const no = await draft.send();
    setBusy(false);
    if (no && settings) notify({ tone: 'bad', title: refusalText(no, settings).title });
  };
  return (
    <Button tone="primary" size="lg" icon={Send} disabled={isBusy} onClick={() => void send()}>
      Send it corrected
    </Button>
  );
}
