import { LotDialog } from '#ui/screens/sell/lot-dialog.tsx';
import type { BatchQuestion } from './use-batches.ts';

interface BatchQuestionDialogProps {
  readonly question: BatchQuestion;
  readonly isBlind?: boolean;
  readonly finalFocus?: () => HTMLElement | null;
}

/** Closed without an answer, the line is there all the same, and says that it lacks a batch. */
export function BatchQuestionDialog({ question: { item, choose }, ...rest }: BatchQuestionDialogProps) {
  const { id: item_id, name, unit_symbol, quantity_decimals } = item;
  return (
    <LotDialog
      of={{ item_id, name, unit_symbol, quantity_decimals, chosenId: null }}
      {...rest}
      onChoose={choose}
      onClose={() => choose(null)}
    />
  );
}
