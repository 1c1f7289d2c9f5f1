import { build, type Plugin } from 'vite';
import { expect, test } from 'vitest';
import { ownVfs } from './own-vfs-plugin.ts';

const sdk = '/node_modules/@powersync/web/lib/db/adapters/wa-sqlite/vfs.js';

/** A page that has an SDK whose storage is this code. */
function pageWith(storage: string): Plugin {
  const files: Record<string, string> = { '/entry.js': `import '${sdk}';`, [sdk]: storage };
  return {
    name: 'page',
    enforce: 'pre',
    resolveId: (source) => (source in files ? source : undefined),
    load: (id) => files[id],
  };
}

async function bundleOf(storage: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [ownVfs(), pageWith(storage)],
    build: { write: false, minify: false, rolldownOptions: { input: '/entry.js' } },
  });
  const [bundle] = [built].flat();
  if (!bundle || !('output' in bundle)) throw new Error('Nothing was built.');
  return bundle.output.map((file) => ('code' in file ? file.code : '')).join('\n');
}

test('whoever asks for the file system of the SDK gets ours, around the original', async () => {
  const code = await bundleOf(
    `import { OPFSCoopSyncVFS } from '@journeyapps/wa-sqlite/src/examples/OPFSCoopSyncVFS.js';
     globalThis.vfs = OPFSCoopSyncVFS;`,
  );
  // A line of ours, and one of the original's.
  expect(code).toContain('new CollectedWrites(');
  expect(code).toContain('navigator.locks.request(lockName');
});

test('the build fails where the SDK no longer asks for it', async () => {
  await expect(bundleOf(`globalThis.vfs = 'another file system';`)).rejects.toThrow('would be left out');
});
