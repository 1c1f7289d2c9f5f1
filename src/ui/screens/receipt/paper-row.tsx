interface PaperRowProps {
  readonly word: string;
  readonly amount: string;
  readonly isStrong?: boolean;
}

/** A word and an amount, on a receipt. */
export function PaperRow({ word, amount, isStrong }: PaperRowProps) {
  return (
    <div className={isStrong ? 'flex justify-between py-0.5 text-[18px] font-bold' : 'flex justify-between'}>
      <dt>{word}</dt>
      <dd>{amount}</dd>
    </div>
  );
}
