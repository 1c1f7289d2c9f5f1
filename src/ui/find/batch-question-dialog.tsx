import { LotDialog } from '#ui/screens/sell/lot-dialog.tsx';
import type { BatchQuestion } from './use-batches.ts';

interface BatchQuestionDialogProps {
  readonly question: BatchQuestion;
  readonly isBlind?: boolean;
}

/** Closed without an answer, the line is there all the same, and says that it lacks a batch. */
export function BatchQuestionDialog({ question: { item, choose }, isBlind }: BatchQuestionDialogProps) {
  const { id: item_id, name, unit_symbol, quantity_decimals } = item;
  return (
    <LotDialog
      of={{ item_id, name, unit_symbol, quantity_decimals, chosenId: null }}
      {...(isBlind ? { isBlind } : {})}
      onChoose={choose}
      onClose={() => choose(null)}
    />
  );
}
