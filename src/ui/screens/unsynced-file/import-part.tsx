import { CircleCheck, FileDown, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import {
  importUnsynced,
  seeUnsyncedFile,
  type FileSeen,
  type Imported,
  type ImportRefusal,
} from '#commands/import-unsynced.ts';
import { isManager } from '#commands/till.ts';
import { Button } from '#ui/parts/button.tsx';
import { ChooseFile } from '#ui/parts/choose-file.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { FileFacts } from './file-facts.tsx';
import { importRefusalText } from './refusal-text.ts';

type Step = FileSeen | Imported | ImportRefusal | null;

/** Takes over what another till could not send (requirements !3). */
export function ImportPart() {
  const { till } = useShop();
  const [isOpen, setOpen] = useState(false);
  if (!isManager(till))
    return <p className="text-soft">A manager can read in what another till has saved.</p>;
  return (
    <>
      <p className="text-soft">
        When a till cannot send its documents itself, it saves them to a file. Read in here, they go to the
        server from this device, under their own numbers and for whoever made them. Nothing can be counted
        twice.
      </p>
      <Button icon={FileDown} className="self-start" onClick={() => setOpen(true)}>
        Read in a file
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title="Documents of another till" width="md">
        {isOpen ? <ImportSteps onDone={() => setOpen(false)} /> : null}
      </Dialog>
    </>
  );
}

function ImportSteps({ onDone }: { readonly onDone: () => void }) {
  const { till, store } = useShop();
  const [step, setStep] = useState<Step>(null);
  const [isBusy, setBusy] = useState(false);
  const takeOver = async ({ file }: FileSeen) => {
    setBusy(true);
    const result = await importUnsynced(till, file);
    setBusy(false);
    setStep(result);
    if (result.kind === 'imported') store.syncNow();
  };
  if (step?.kind === 'imported') return <Done result={step} onDone={onDone} />;
  return (
    <div className="flex flex-col gap-4">
      {step !== null && step.kind !== 'seen' ? <Refused refusal={step} /> : null}
      {step?.kind === 'seen' ? (
        <>
          <FileFacts seen={step} />
          <div className="flex flex-col gap-3 sm:flex-row-reverse">
            <Button tone="primary" size="lg" disabled={isBusy} onClick={() => void takeOver(step)}>
              {step.fresh === 1 ? 'Take over 1 document' : `Take over ${step.fresh} documents`}
            </Button>
            <Button size="lg" onClick={() => setStep(null)}>
              Another file
            </Button>
          </div>
        </>
      ) : (
        <ChooseFile
          label="The file that the till has saved"
          accept="application/json,.json"
          onBytes={async (bytes) => setStep(await seeUnsyncedFile(till, new TextDecoder().decode(bytes)))}
        />
      )}
    </div>
  );
}

function Refused({ refusal }: { readonly refusal: ImportRefusal }) {
  const { title, advice } = importRefusalText(refusal);
  return (
    <Notice tone="bad" icon={TriangleAlert} role="alert" title={title}>
      {advice} Nothing has changed on this device.
    </Notice>
  );
}

function Done({ result, onDone }: { readonly result: Imported; readonly onDone: () => void }) {
  const { added, already_here } = result;
  return (
    <div className="flex flex-col gap-4">
      <Notice
        tone="good"
        icon={CircleCheck}
        role="alert"
        title={
          added === 1
            ? '1 document is in the queue of this device'
            : `${added} documents are in the queue of this device`
        }
      >
        {already_here > 0 ? `${already_here} were here or at the server already and stay as they are. ` : ''}
        They are sent by themselves. Stock on hand follows when the server has them.
      </Notice>
      <Button tone="primary" size="lg" onClick={onDone}>
        Done
      </Button>
    </div>
  );
}
