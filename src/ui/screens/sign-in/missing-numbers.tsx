import { TriangleAlert } from 'lucide-react';
import type { ReplacedTill } from '#ui/app-services.ts';
import { Button } from '#ui/parts/button.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { Welcome } from './welcome.tsx';

interface MissingNumbersProps {
  readonly till: ReplacedTill;
  readonly onNoted: () => void;
}

/** What a till whose storage was lost may have taken with it (requirements !5): at every opening, until a manager confirms. */
export function MissingNumbers({ till, onNoted }: MissingNumbersProps) {
  const { lastNumbers } = till;
  return (
    <Welcome title={`Till ${till.code} is retired`}>
      <p>
        This device has a new code and a new series of numbers. No number of till {till.code} is used again.
      </p>
      <Notice tone="attention" icon={TriangleAlert} role="alert" title="Some of its documents may be missing">
        {lastNumbers.length === 0 ? (
          <p>Nothing of till {till.code} ever reached the server.</p>
        ) : (
          <>
            <p>The last that the server has of it:</p>
            <ul className="num font-semibold">
              {lastNumbers.map((number) => (
                <li key={number}>{number}</li>
              ))}
            </ul>
          </>
        )}
        <p className="mt-1">
          {lastNumbers.length === 0 ? 'Receipts that it printed are' : 'Receipts with higher numbers are'}{' '}
          known only on paper. Write this down, look for them, and read in the file of that till if somebody
          saved one.
        </p>
      </Notice>
      <Button tone="primary" size="lg" onClick={onNoted}>
        I have noted it
      </Button>
    </Welcome>
  );
}
