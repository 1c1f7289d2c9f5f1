/**
 * The bill of materials of the app that is shipped, as CycloneDX: `npm run sbom`.
 * `npm sbom --omit dev` leaves out what a tool of ours needs as well, so the
 * lock file says what is shipped.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Component {
  readonly name: string;
  readonly version: string;
  /** None of one's own where an expression leaves a choice. */
  readonly licenses?: readonly { readonly license?: { readonly id?: string } }[];
}

export interface LockEntry {
  readonly version?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
}

interface Sbom {
  readonly components: readonly Component[];
}

/** By where each is installed. */
export function lockedPackages(): readonly (readonly [string, LockEntry])[] {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, LockEntry>;
  };
  return Object.entries(lock.packages).filter(([at, { link }]) => at !== '' && link !== true);
}

export function billOfMaterials(): Sbom {
  const all = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx'], {
    encoding: 'utf8',
    maxBuffer: 2 ** 27,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const sbom = JSON.parse(all) as Sbom;
  const shipped = new Set(
    lockedPackages().flatMap(([at, { dev, version }]) =>
      dev === true ? [] : [`${at.split('node_modules/').at(-1)}@${version}`],
    ),
  );
  return {
    ...sbom,
    components: sbom.components.filter(({ name, version }) => shipped.has(`${name}@${version}`)),
  };
}

if (import.meta.main) process.stdout.write(`${JSON.stringify(billOfMaterials(), null, 2)}\n`);
