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
  ['?', 'This list'],
];

interface HelpDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function HelpDialog({ isOpen, onClose }: HelpDialogProps) {
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
                {key}
              </kbd>
            </dt>
            <dd>{act}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
