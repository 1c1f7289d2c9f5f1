import { expect, test } from 'vitest';
import { ClientState } from './client-state.ts';
import { StreamClient } from './stream-client.ts';
import type { Suite } from './suite.ts';
import { token } from './target.ts';

export function runWriteCheckpointTests(suite: Suite): void {
  async function newWriteCheckpoint(user: string, clientId: string): Promise<string> {
    const headers = { authorization: `Token ${await token(suite.target, user)}` };
    const response = await fetch(`${suite.target.baseUrl}/write-checkpoint2.json?client_id=${clientId}`, {
      headers,
    });
    expect(response.status).toBe(200);
    const body = (await response.json()) as { data: { write_checkpoint: string } };
    return body.data.write_checkpoint;
  }

  async function requestCheckpoint(user: string, clientId: string, id: string): Promise<string> {
    const response = await fetch(`${suite.target.baseUrl}/sync/checkpoint-request`, {
      method: 'POST',
      headers: {
        authorization: `Token ${await token(suite.target, user)}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ client_id: clientId, checkpoint_request_id: id }),
    });
    const body = (await response.json()) as { data: { checkpoint_request_id: string } };
    return body.data.checkpoint_request_id;
  }

  test('[W1] ids of a client count up as decimal strings, each client on its own', async () => {
    const user = suite.fresh('user');
    expect(await newWriteCheckpoint(user, 'one')).toBe('1');
    expect(await newWriteCheckpoint(user, 'one')).toBe('2');
    expect(await newWriteCheckpoint(user, 'two')).toBe('1');
  });

  test('[W3] the id arrives with, or after, all that was committed before it was given', async () => {
    const [user, place] = [suite.fresh('user'), suite.fresh('place')];
    await suite.join(user, place);
    await using client = await StreamClient.open(suite.target, { user });
    await client.until();
    for (let round = 1; round <= 5; round += 1) {
      await suite.sql(`insert into counts values ($1, $2, $3)`, [suite.fresh('c'), place, round]);
      const id = await newWriteCheckpoint(user, 'a-client');
      await client.until((state) => BigInt(state.writeCheckpoint ?? 0) >= BigInt(id));
      expect(client.state.rows('counts')).toHaveLength(round);
    }
  });

  test('[W2] it arrives though nothing else happens, as a diff without buckets', async () => {
    const user = suite.fresh('user');
    await using client = await StreamClient.open(suite.target, { user });
    await client.until();
    const id = await newWriteCheckpoint(user, 'a-client');
    const lines = await client.until((state) => state.writeCheckpoint === id);
    const [diff] = lines.flatMap((line) => ('checkpoint_diff' in line ? [line.checkpoint_diff] : []));
    expect(diff).toMatchObject({ updated_buckets: [], removed_buckets: [], write_checkpoint: id });
  });

  test('[W4] it is repeated in later checkpoints and when the client comes back', async () => {
    const [user, place] = [suite.fresh('user'), suite.fresh('place')];
    await suite.join(user, place);
    const state = new ClientState();
    const id = await newWriteCheckpoint(user, 'a-client');
    {
      await using client = await StreamClient.open(suite.target, { user, state });
      await client.until(() => state.writeCheckpoint === id);
      await suite.sql(`insert into counts values ($1, $2, 1)`, [suite.fresh('c'), place]);
      await client.until(() => state.rows('counts').length === 1);
      expect(state.writeCheckpoint).toBe(id);
    }
    await using again = await StreamClient.open(suite.target, { user, state });
    await again.until(() => state.writeCheckpoint === id);
    await using other = await StreamClient.open(suite.target, { user, clientId: 'another' });
    await other.until();
    expect(other.state.writeCheckpoint).toBeUndefined();
  });

  test('[W5] a client may choose its ids: a higher one is taken, a lower one is answered with the stored', async () => {
    const user = suite.fresh('user');
    await using client = await StreamClient.open(suite.target, { user, clientId: 'chooser' });
    await client.until();
    expect(await requestCheckpoint(user, 'chooser', '5')).toBe('5');
    await client.until((state) => state.writeCheckpoint === '5');
    expect(await requestCheckpoint(user, 'chooser', '3')).toBe('5');
    expect(await requestCheckpoint(user, 'chooser', '9007199254740993')).toBe('9007199254740993');
    await client.until((state) => state.writeCheckpoint === '9007199254740993');
  });
}
