/** The table, for people and for scripts, with what the machine was doing. */
import { cpus, loadavg } from 'node:os';
import { isMet, type Row } from './figures.ts';

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  /** Runnable tasks, a minute's average: more than the cores means that figures are inflated and ratios noisy. */
  readonly loadBefore: number;
  readonly loadAfter: number;
}

/** Call it first; the answer, last. */
export function watchMachine(): () => Machine {
  const loadBefore = loadavg()[0] ?? 0;
  const all = cpus();
  return () => ({
    cpu: all[0]?.model.trim() ?? 'unknown',
    cores: all.length,
    loadBefore,
    loadAfter: loadavg()[0] ?? 0,
  });
}

export function asMarkdown(rows: readonly Row[], { cpu, cores, loadBefore, loadAfter }: Machine): string {
  return [
    '| work | Flux | floor | Dexie | ratio | aim | |',
    '|---|---|---|---|---|---|---|',
    ...rows.map(line),
    '',
    `${cpu}, ${cores} cores; load ${loadBefore.toFixed(1)} before, ${loadAfter.toFixed(1)} after.`,
  ].join('\n');
}

export function asJson(rows: readonly Row[], machine: Machine): string {
  return JSON.stringify({ at: new Date().toISOString(), machine, rows }, null, 2);
}

function line(row: Row): string {
  const { title, unit, flux, floor, dexie, ratio, aim, isAtMost } = row;
  const figures = [flux, floor, dexie].map((value) => (value === null ? '–' : `${figure(value)} ${unit}`));
  const bound = `${isAtMost ? '≤' : '≥'} ${aim}`;
  return `| ${[title, ...figures, ratio.toFixed(2), bound, isMet(row) ? 'met' : 'missed'].join(' | ')} |`;
}

function figure(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}
