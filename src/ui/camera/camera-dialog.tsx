import { CameraOff } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import { Button } from '#ui/parts/button.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { useCamera, type CameraState } from './use-camera.ts';

interface CameraDialogProps {
  readonly onScan: (code: string) => void;
  readonly onClose: () => void;
  /** What the last scan did. */
  readonly children: ReactNode;
}

/** One good after another before the camera; it stays open until whoever holds it is done. */
export function CameraDialog({ onScan, onClose, children }: CameraDialogProps) {
  return (
    <Dialog isOpen onClose={onClose} title="Scan by camera" description="Hold the barcode before it.">
      <div className="flex flex-col gap-3">
        <Sight onScan={onScan} />
        <div className="min-h-7 text-center text-lg font-semibold">{children}</div>
        <Button tone="primary" size="lg" onClick={onClose}>
          Done
        </Button>
      </div>
    </Dialog>
  );
}

/** Inside the dialog, which draws what it holds later than itself. */
function Sight({ onScan }: Pick<CameraDialogProps, 'onScan'>) {
  const video = useRef<HTMLVideoElement>(null);
  const state = useCamera(video, onScan);
  const trouble = troubleOf(state);
  return (
    <>
      {trouble ? (
        <Notice tone="bad" icon={CameraOff} role="alert" title={trouble.title}>
          {trouble.advice}
        </Notice>
      ) : null}
      <div
        className="bg-sunken relative aspect-[4/3] w-full overflow-hidden rounded-lg"
        hidden={trouble !== null}
      >
        <video
          ref={video}
          muted
          playsInline
          aria-label="What the camera sees"
          className="size-full object-cover"
        />
        <span aria-hidden className="bg-danger absolute inset-x-6 top-1/2 h-0.5 opacity-80" />
        {state === 'opening' ? (
          <p className="text-soft absolute inset-0 grid place-items-center">The camera opens…</p>
        ) : null}
      </div>
    </>
  );
}

function troubleOf(state: CameraState): { readonly title: string; readonly advice: string } | null {
  switch (state) {
    case 'opening':
    case 'looking':
      return null;
    case 'not_allowed':
      return {
        title: 'The camera is not allowed',
        advice:
          'Allow it for this site in the settings of the browser, then open this again. The sale is as it was.',
      };
    case 'none':
      return {
        title: 'This device has no camera',
        advice: 'Use a scanner, or search by name. The sale is as it was.',
      };
    case 'failed':
      return {
        title: 'The camera does not open',
        advice: 'Another app may be using it: close that, then open this again. The sale is as it was.',
      };
  }
}
