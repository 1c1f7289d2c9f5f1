import { useEffect, useRef, useState, type RefObject } from 'react';
import { createDetector } from './detector.ts';
import { see, type InSight } from './in-sight.ts';

/** Between two looks: the page has the rest. */
const restMs = 120;

export type CameraState = 'opening' | 'looking' | 'not_allowed' | 'none' | 'failed';

/** Looks for barcodes while it is mounted; the camera is let go with it. */
export function useCamera(
  video: RefObject<HTMLVideoElement | null>,
  onScan: (code: string) => void,
): CameraState {
  const [state, setState] = useState<CameraState>('opening');
  const current = useRef(onScan);
  useEffect(() => {
    current.current = onScan;
  });
  useEffect(() => {
    const screen = video.current;
    const leaving = new AbortController();
    if (!screen) return undefined;
    look(screen, leaving.signal, {
      onLooking: () => setState('looking'),
      onScan: (code) => current.current(code),
    }).catch((error: unknown) => {
      if (!leaving.signal.aborted) setState(reasonOf(error));
    });
    return () => leaving.abort();
  }, [video]);
  return state;
}

interface Looking {
  readonly onLooking: () => void;
  readonly onScan: (code: string) => void;
}

async function look(
  screen: HTMLVideoElement,
  leaving: AbortSignal,
  { onLooking, onScan }: Looking,
): Promise<void> {
  const stream = await openCamera();
  const letGo = () => stream.getTracks().forEach((track) => track.stop());
  if (leaving.aborted) return letGo();
  leaving.addEventListener('abort', letGo);
  screen.srcObject = stream;
  await screen.play();
  const detector = createDetector();
  onLooking();
  let inSight: readonly InSight[] = [];
  while (!leaving.aborted) {
    const found = await detector.detect(screen);
    if (leaving.aborted) return;
    const seen = see(
      inSight,
      found.map(({ rawValue }) => rawValue),
      performance.now(),
    );
    inSight = seen.inSight;
    for (const code of seen.isNew) onScan(code);
    await new Promise((resolve) => setTimeout(resolve, restMs));
  }
}

class NoCamera extends Error {}

/** The one at the back, where there are two. */
function openCamera(): Promise<MediaStream> {
  // Only over https (or localhost) does a page have any.
  if (!('mediaDevices' in navigator)) throw new NoCamera();
  return navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 } },
  });
}

function reasonOf(error: unknown): CameraState {
  if (error instanceof NoCamera) return 'none';
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError') return 'not_allowed';
  return name === 'NotFoundError' ? 'none' : 'failed';
}
