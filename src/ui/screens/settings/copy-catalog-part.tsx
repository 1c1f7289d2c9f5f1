import { CopyPlus } from 'lucide-react';
import { useState } from 'react';
import { copyCatalog, nothingCopied, type Copied } from '#commands/copy-catalog.ts';
import type { Membership } from '#sync/session-port.ts';
import { Button } from '#ui/parts/button.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import { useDoing } from '#ui/screens/people/use-doing.ts';
import { WhyNot } from '#ui/screens/people/why-not.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { CopiedFacts } from './copied-facts.tsx';

interface CopyCatalogPartProps {
  /** The other locations that this person manages. */
  readonly targets: readonly Membership[];
}

/** The goods of this location as the beginning of another's. Online only. */
export function CopyCatalogPart({ targets }: CopyCatalogPartProps) {
  const { till } = useShop();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <p className="text-soft">
        Brings the items of {till.location.name} to another location, with their categories, units and tax
        rates. It needs internet.
      </p>
      <Button icon={CopyPlus} className="self-start" onClick={() => setAsking(true)}>
        Copy to another location
      </Button>
      {isAsking ? <CopyDialog targets={targets} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

function CopyDialog({ targets, onClose }: CopyCatalogPartProps & { readonly onClose: () => void }) {
  const { till, copyCatalog: copy } = useShop();
  const doing = useDoing();
  const [target, setTarget] = useState(targets.length === 1 ? targets[0] : undefined);
  const [copied, setCopied] = useState<Copied | null>(null);
  const [isDone, setDone] = useState(false);
  const start = async (to: Membership) => {
    setCopied(nothingCopied);
    setDone((await doing.run(() => copyCatalog(till, copy, to.location.id, setCopied))) !== null);
  };
  return (
    <Dialog isOpen onClose={onClose} title={`Copy the catalog of ${till.location.name}`}>
      <div className="flex flex-col gap-4">
        <WhyNot refusal={doing.refusal} />
        {copied && target ? (
          <CopiedFacts copied={copied} name={target.location.name} isDone={isDone} isBusy={doing.isBusy} />
        ) : (
          <p>
            Prices and names come along; stock, customers and what is archived do not. What was copied before
            is left as it is there, so this may be done again when there is more.
          </p>
        )}
        {isDone || doing.isBusy ? null : (
          <TargetChoice targets={targets} chosen={target} onChoose={setTarget} />
        )}
        {isDone || !target ? null : (
          <Button tone="primary" size="lg" disabled={doing.isBusy} onClick={() => void start(target)}>
            {doing.isBusy ? 'Copying…' : `Copy to ${target.location.name}`}
          </Button>
        )}
        <Button size="lg" onClick={onClose}>
          {isDone ? 'Done' : doing.isBusy ? 'Close' : 'Cancel'}
        </Button>
      </div>
    </Dialog>
  );
}

interface TargetChoiceProps extends CopyCatalogPartProps {
  readonly chosen: Membership | undefined;
  readonly onChoose: (target: Membership) => void;
}

function TargetChoice({ targets, chosen, onChoose }: TargetChoiceProps) {
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 text-sm font-semibold">Copy to</legend>
      {targets.map((one) => (
        <label
          key={one.location.id}
          className="min-h-touch hover:bg-hover flex cursor-pointer items-center gap-3 rounded-md px-2"
        >
          <input
            type="radio"
            name="target"
            className="accent-brand size-5"
            checked={chosen?.location.id === one.location.id}
            onChange={() => onChoose(one)}
          />
          {one.location.name} ({one.location.code})
        </label>
      ))}
    </fieldset>
  );
}
