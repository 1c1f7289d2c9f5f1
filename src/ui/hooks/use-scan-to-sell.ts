import { useNavigate } from '@tanstack/react-router';
import { useScanner } from './use-scanner.ts';

/** Neither a text field nor a dialog has what is typed. */
function isNobodys(): boolean {
  const focused = document.activeElement;
  if (focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement) return false;
  return !focused?.closest('[role="dialog"], [role="alertdialog"]');
}

/** A scan on a screen that has no use for it goes to the sale. */
export function useScanToSell(): void {
  const navigate = useNavigate();
  useScanner((scan) => void navigate({ to: '/sell', search: { scan } }), isNobodys);
}
