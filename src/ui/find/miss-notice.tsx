import { ScanBarcode, X } from 'lucide-react';
import { IconButton } from '#ui/parts/icon-button.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import type { Finding } from './use-finding.ts';

interface MissNoticeProps {
  readonly finding: Pick<Finding, 'miss' | 'dismissMiss'>;
  /** What became of it, and what to do. */
  readonly children: string;
}

export function MissNotice({ finding: { miss, dismissMiss }, children }: MissNoticeProps) {
  if (miss === null) return null;
  return (
    <Notice
      tone="bad"
      icon={ScanBarcode}
      role="alert"
      title={`No item matches ${miss}`}
      action={<IconButton icon={X} label="Dismiss" onClick={dismissMiss} />}
    >
      {children}
    </Notice>
  );
}
