import { CloudOff, PackageCheck, ScanBarcode } from 'lucide-react';
import type { ReactNode } from 'react';

const promises = [
  { icon: ScanBarcode, text: 'Scan, weigh, take payment: nothing waits for the network.' },
  { icon: CloudOff, text: 'Offline is normal. Every sale is on this device first.' },
  { icon: PackageCheck, text: 'Back online, each sale reaches the server exactly once.' },
] as const;

/** The frame of everything before the shop is open. */
export function Welcome({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <main className="scroll-calm grid min-h-0 flex-1 lg:grid-cols-[5fr_6fr]">
      <aside className="bg-[oklch(0.34_0.066_169)] text-white hidden flex-col justify-end gap-10 p-12 lg:flex">
        <p className="max-w-md text-4xl leading-tight font-bold tracking-tight text-balance">
          A till that keeps selling when the network does not.
        </p>
        <ul className="flex flex-col gap-5">
          {promises.map(({ icon: Icon, text }) => (
            <li key={text} className="flex items-center gap-4 text-lg">
              <Icon aria-hidden size={26} className="shrink-0" />
              {text}
            </li>
          ))}
        </ul>
      </aside>
      {/* From the top, not centred: what comes later moves nothing that a finger is on its way to. */}
      <section className="flex flex-col px-5 pt-8 pb-8 sm:pt-[18vh]">
        <div className="mx-auto flex w-full max-w-md flex-col gap-5">
          <h1 className="text-3xl">{title}</h1>
          {children}
        </div>
      </section>
    </main>
  );
}
