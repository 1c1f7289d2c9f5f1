import { Link } from '@tanstack/react-router';
import { useKeyMap } from '#ui/hooks/use-preference.ts';
import { keyOf } from '#ui/keys/key-map.ts';
import { Dialog } from '#ui/parts/dialog.tsx';

const keys: readonly (readonly [key: string, act: string])[] = [
  ['F2', 'Search for an item'],
  ['↑ ↓  Enter', 'Choose among the results, add'],
  ['3 * name', 'Add three of it'],
  ['3 *  scan', 'Add three of what is scanned or tapped; 0.5 * of what is weighed'],
  ['↑ ↓', 'Choose a line of the sale, while nothing is searched'],
  ['Ctrl+Z', 'Undo the last act on the sale, and those before it'],
  ['Delete', 'Remove the chosen line'],
  ['F3', 'Park the sale, or take up one that is parked'],
  ['F4', 'Change the quantity of the chosen line'],
  ['F6', 'Take something off the chosen line, or change its price'],
  ['F7', 'Take something off the whole sale'],
  ['F9', 'Pay'],
  ['F10', 'Complete the sale'],
  ['F8', 'Lock the till, or change the cashier'],
  ['Enter', 'New sale, after the receipt'],
  ['Esc', 'Back, close, clear the search'],
  ['Ctrl+K', 'Find a screen or an act'],
  ['?', 'This list'],
];

interface HelpDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function HelpDialog({ isOpen, onClose }: HelpDialogProps) {
  const [map] = useKeyMap();
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title="Keys"
      description="A scanner works at any time, wherever the cursor is."
    >
      {/* It scrolls on a small screen, by the arrow keys too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <dl tabIndex={0} className="divide-line divide-y">
        {keys.map(([key, act]) => (
          <div key={key} className="flex items-center gap-4 py-2">
            <dt className="w-28 shrink-0">
              <kbd className="bg-sunken border-line rounded-md border px-2 py-1 text-sm font-semibold whitespace-nowrap">
                {keyOf(map, key)}
              </kbd>
            </dt>
            <dd>{act}</dd>
          </div>
        ))}
      </dl>
      <Link to="/settings" className="mt-3 inline-block font-semibold underline underline-offset-4">
        Change the keys in Settings
      </Link>
    </Dialog>
  );
}
