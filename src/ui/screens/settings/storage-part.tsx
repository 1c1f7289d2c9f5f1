import { ShieldCheck, TriangleAlert } from 'lucide-react';
import { useStorageHealth } from '#ui/hooks/use-storage-health.ts';
import { Notice } from '#ui/parts/notice.tsx';
import { Facts } from './facts.tsx';

const size = new Intl.NumberFormat(undefined, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 0 });
const megabytes = (bytes: number) => size.format(bytes / 1e6);

/** Whether the browser promised to keep what is here. */
export function StoragePart() {
  const health = useStorageHealth();
  if (!health) return <p className="text-soft">Asking the browser…</p>;
  return (
    <>
      {health.isPersisted ? (
        <Notice tone="good" icon={ShieldCheck} title="The browser keeps this data">
          It is not cleared when the device runs low on space.
        </Notice>
      ) : (
        <Notice
          tone="attention"
          icon={TriangleAlert}
          title="The browser may clear this data when space runs out"
        >
          Install Flux from the browser’s menu (on an iPad: Share, Add to Home Screen), then it is kept.
        </Notice>
      )}
      <Facts
        facts={[
          ['Used', megabytes(health.usedBytes)],
          ['Available', megabytes(health.quotaBytes)],
        ]}
      />
    </>
  );
}
