import { TriangleAlert } from 'lucide-react';
import type { RegisteredDevice } from '#sync/session-port.ts';
import { Button } from '#ui/parts/button.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { Welcome } from './welcome.tsx';

interface ReplacedTillProps {
  readonly till: RegisteredDevice;
  /** Of each kind of document; none where nothing of it ever arrived. */
  readonly lastNumbers: readonly string[];
  readonly onDone: () => void;
}

/** What a till whose storage was lost may have taken with it (requirements !5). */
export function ReplacedTill({ till, lastNumbers, onDone }: ReplacedTillProps) {
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
      <Button tone="primary" size="lg" onClick={onDone}>
        I have noted it
      </Button>
    </Welcome>
  );
}
