import { lazy, Suspense } from 'react';
import { stocktakeBarcode } from '#domain/stocktake-id.ts';

/** What draws it is large; without it the code is read out. */
const Bars = lazy(() =>
  import('#ui/screens/receipt/receipt-bars.tsx').then(
    ({ ReceiptBars }) => ({ default: ReceiptBars }),
    () => ({ default: () => null }),
  ),
);

interface JoinCodeProps {
  readonly code: string;
  readonly word: string;
}

/** The code of a stocktake, to be read out, or scanned off this screen in the list of counts. */
export function JoinCode({ code, word }: JoinCodeProps) {
  return (
    <div className="bg-sunken flex flex-col items-center gap-2 rounded-lg px-3 py-2 text-center">
      <p>
        <span className="text-soft block text-sm">{word}</span>
        <strong className="num text-3xl tracking-[0.2em]">{code}</strong>
      </p>
      {/* Dark on light in every theme: a scanner wants it so. */}
      <div className="h-16 w-full max-w-64 rounded-md bg-white px-4 py-2">
        <Suspense>
          <Bars number={stocktakeBarcode(code)} />
        </Suspense>
      </div>
    </div>
  );
}
