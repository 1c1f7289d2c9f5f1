/** What somebody has said so far of what comes back, by the line of the sale; as typed. */
import { parseQuantity } from '#domain/quantity.ts';
import { leftOf, type ReturnableLine, type ReturnedLine } from '#domain/sale-return.ts';

export interface Choice {
  readonly text: string;
  readonly isRestocked: boolean;
}

export type Choices = Readonly<Record<string, Choice>>;

const none: Choice = { text: '', isRestocked: true };

export const choiceOf = (choices: Choices, line: ReturnableLine): Choice => choices[line.id] ?? none;

/** Null where it is no quantity of that unit. */
export function quantityOf(choice: Choice, line: ReturnableLine): number | null {
  return choice.text.trim() === '' ? 0 : parseQuantity(choice.text, line.quantity_decimals);
}

/** Null where a line holds what is no quantity. */
export function chosenLines(
  lines: readonly ReturnableLine[],
  choices: Choices,
): readonly ReturnedLine[] | null {
  const chosen: ReturnedLine[] = [];
  for (const line of lines) {
    const choice = choiceOf(choices, line);
    const quantity_milli = quantityOf(choice, line);
    if (quantity_milli === null || quantity_milli > leftOf(line)) return null;
    if (quantity_milli > 0) chosen.push({ line, quantity_milli, isRestocked: choice.isRestocked });
  }
  return chosen;
}
