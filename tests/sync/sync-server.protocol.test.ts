import { LocalWorld } from '#tests/sync/protocol/local-world.ts';
import { runProtocolSuite } from '#tests/sync/protocol/suite.ts';
import { targetFromEnvironment } from '#tests/sync/protocol/target.ts';

// Against our own server; against the one that the environment names if it names one (protocol/suite.ts).

runProtocolSuite(async () => {
  const given = targetFromEnvironment();
  if (given !== undefined) return { ...given, [Symbol.asyncDispose]: () => given.database.end() };
  const world = await LocalWorld.start();
  return { ...world.target, [Symbol.asyncDispose]: () => world[Symbol.asyncDispose]() };
});
