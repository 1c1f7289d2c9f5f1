/** What is shipped of others: named whole, under terms that allow it, and running nothing when it is installed. */
import { expect, test } from 'vitest';
import { billOfMaterials, lockedPackages } from '../../deploy/sbom.ts';

const terms = ['MIT', 'Apache-2.0', 'ISC', '0BSD', 'BSD-3-Clause', 'Unlicense', 'OFL-1.1'];
/** Read in their own LICENSE: their package names none, or leaves a choice. */
const termsRead: Readonly<Record<string, string>> = { '@journeyapps/wa-sqlite': 'MIT', 'type-fest': 'MIT' };

const packages = lockedPackages();
const shipped = packages.filter(([, { dev }]) => dev !== true);

test('[T121] the bill of materials names every package that is shipped, each under terms that allow it', () => {
  const { components } = billOfMaterials();
  const names = shipped.map(([at]) => at.split('node_modules/').at(-1));
  expect(new Set(components.map(({ name }) => name))).toEqual(new Set(names));
  const others = components.filter(
    ({ name, licenses = [] }) => !terms.includes(licenses[0]?.license?.id ?? termsRead[name] ?? ''),
  );
  expect(others).toEqual([]);
});

test('[T121] nothing that is shipped runs a script when it is installed', () => {
  expect(shipped.filter(([, { hasInstallScript }]) => hasInstallScript === true)).toEqual([]);
});

test('[T121] what is shipped is held against its hash, and nothing names an address of its own', () => {
  expect(shipped.filter(([, { integrity }]) => integrity === undefined).map(([at]) => at)).toEqual([]);
  expect(packages.filter(([, entry]) => 'resolved' in entry)).toEqual([]);
});
