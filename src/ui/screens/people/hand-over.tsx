import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import type { Invitation } from '#schema/people.ts';
import { Button } from '#ui/parts/button.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { invitationText } from './invitation-text.ts';

/** What the admin passes on. It is shown, so that a browser that lets nothing be copied does no harm. */
export function HandOver({ invitation }: { readonly invitation: Invitation }) {
  const { till } = useShop();
  const [word, setWord] = useState<string | null>(null);
  const text = invitationText(invitation, till.location.name, location.origin);
  const copy = async () => {
    const isCopied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    setWord(
      isCopied ? 'Copied. Paste it into a message.' : 'The browser did not let Flux copy: select the text.',
    );
  };
  return (
    <div className="flex flex-col gap-3">
      <p className="text-soft">
        Flux sends no mail: pass this on as you like. It holds no secret, and works for this address only.
      </p>
      <p className="bg-sunken border-line rounded-lg border p-3 text-sm break-words whitespace-pre-wrap select-text">
        {text}
      </p>
      <Button icon={word?.startsWith('Copied') ? Check : Copy} size="lg" onClick={() => void copy()}>
        Copy the text
      </Button>
      <output className="text-soft text-sm">{word}</output>
    </div>
  );
}
