import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { postReturn } from '#commands/post-return.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { SaleReturn } from '#domain/sale-return.ts';
import type { Settings } from '#queries/settings.ts';
import { announce } from '#ui/parts/announcer.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { beep } from '#ui/sound.ts';

/** Posts a return once: its id is there from the start, so a second tap adds nothing. */
export function usePostReturn(settings: Settings, onRefused: () => void) {
  const { till } = useShop();
  const navigate = useNavigate();
  const isRunning = useRef(false);
  const [isPosting, setPosting] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [crash, setCrash] = useState<unknown>(null);
  if (crash) throw crash;

  const post = async (saleReturn: SaleReturn) => {
    if (isRunning.current) return;
    isRunning.current = true;
    setPosting(true);
    try {
      const result = await postReturn(till, { saleReturn, settings });
      const stored = result.kind === 'posted' ? result : alreadyStored(result.refusal);
      if (!stored) {
        beep('error');
        setRefusal(result.kind === 'refused' ? result.refusal : null);
        return onRefused();
      }
      beep('ok');
      announce(`Return ${stored.number} is stored`);
      const { id } = stored;
      await navigate({ to: '/sales/$id', params: { id }, search: { fresh: true }, replace: true });
    } catch (error) {
      setCrash(error);
    } finally {
      isRunning.current = false;
      setPosting(false);
    }
  };
  return { post, isPosting, refusal };
}

/** By an earlier tap. */
function alreadyStored(refusal: Refusal): { readonly id: string; readonly number: string } | null {
  return refusal.kind === 'already_posted' ? refusal : null;
}
