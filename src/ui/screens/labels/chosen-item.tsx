import { Barcode, X } from 'lucide-react';
import { Badge } from '#ui/parts/badge.tsx';
import { IconButton } from '#ui/parts/icon-button.tsx';
import { CountInput } from './count-input.tsx';

interface ChosenItemProps {
  readonly name: string;
  readonly count: number;
  /** Why no barcode, or none that can be read, is on the label; null where one is. */
  readonly trouble: string | null;
  readonly onCount: (count: number) => void;
  readonly onRemove: () => void;
}

export function ChosenItem({ name, count, trouble, onCount, onRemove }: ChosenItemProps) {
  return (
    <li className="border-line flex min-h-15 items-center gap-2 border-b py-2">
      <span className="min-w-0 flex-1">
        <span className="line-clamp-2 leading-tight font-semibold">{name}</span>
        {trouble ? (
          <Badge tone="attention" icon={Barcode}>
            {trouble}
          </Badge>
        ) : null}
      </span>
      <CountInput label={`Labels of ${name}`} value={count} onChange={onCount} />
      <IconButton icon={X} label={`No labels of ${name}`} onClick={onRemove} />
    </li>
  );
}
