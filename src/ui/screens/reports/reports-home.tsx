import { Link } from '@tanstack/react-router';
import { Database, type LucideIcon } from 'lucide-react';
import { useToday } from '#ui/hooks/use-today.ts';
import { DayAtAGlance } from './day-at-a-glance.tsx';
import { ManagersScreen } from './report-screen.tsx';
import { reportGroups, reportPages } from './report-pages.ts';

const tiles = 'grid gap-3 md:grid-cols-2 xl:grid-cols-3';
const tile = 'bg-surface border-line hover:bg-hover flex h-full items-start gap-3 rounded-lg border p-4';

/** What a manager opens in the morning: the day so far, and the way to every report. */
export function ReportsHome() {
  return (
    <ManagersScreen title="Reports">
      <div className="scroll-calm flex min-h-0 flex-1 flex-col gap-6 px-4 pb-6 md:px-6">
        <DayAtAGlance today={useToday()} />
        {reportGroups.map((group) => (
          <ReportGroupPart key={group} group={group} />
        ))}
        <section aria-label="Your own questions">
          <h2 className="mb-2 text-lg">Your own questions</h2>
          <ul className={tiles}>
            <li>
              <Link to="/reports/sql" className={tile}>
                <Tile
                  icon={Database}
                  title="SQL workbench"
                  says="Ask this device’s data anything; nothing can be changed there"
                />
              </Link>
            </li>
          </ul>
        </section>
      </div>
    </ManagersScreen>
  );
}

function ReportGroupPart({ group }: { readonly group: (typeof reportGroups)[number] }) {
  const pages = Object.entries(reportPages).filter(([, page]) => page.group === group);
  if (pages.length === 0) return null;
  return (
    <section aria-label={group}>
      <h2 className="mb-2 text-lg">{group}</h2>
      <ul className={tiles}>
        {pages.map(([report, { title, says, icon }]) => (
          <li key={report}>
            <Link to="/reports/$report" params={{ report }} className={tile}>
              <Tile {...{ icon, title, says }} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Tile({
  icon: Icon,
  title,
  says,
}: {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly says: string;
}) {
  return (
    <>
      <Icon aria-hidden size={22} className="text-brand-ink mt-0.5 shrink-0" />
      <span className="min-w-0">
        <span className="block font-semibold">{title}</span>
        <span className="text-soft block text-sm">{says}</span>
      </span>
    </>
  );
}
