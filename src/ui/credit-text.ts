/** What a customer owes, in words. */
import type { CreditRefusal } from '#domain/credit.ts';
import { dayText } from './day-text.ts';

type Money = (minor: number) => string;

/** Below zero it is the customer who is owed something. */
export function owedText(owedMinor: number, money: Money): string {
  if (owedMinor === 0) return 'Owes nothing';
  return owedMinor > 0 ? `Owes ${money(owedMinor)}` : `Has ${money(-owedMinor)} to the good`;
}

/** A limit of 0 is no credit at all. */
export function limitText(limitMinor: number, money: Money): string {
  return limitMinor === 0 ? 'No credit' : money(limitMinor);
}

export function creditTitle({ faults, standing, credit_minor }: CreditRefusal, money: Money): string {
  const { owed_minor, credit_limit_minor, oldest_due_date } = standing;
  const parts: string[] = [];
  if (faults.includes('limit')) {
    parts.push(
      credit_limit_minor === 0
        ? 'This customer has no credit.'
        : `${money(owed_minor + credit_minor)} would be owed, ${money(credit_limit_minor)} may be.`,
    );
  }
  if (faults.includes('overdue') && oldest_due_date !== null)
    parts.push(`Debts are overdue since ${dayText(oldest_due_date)}.`);
  return parts.join(' ');
}
