import { ClientState, type WireLine } from './client-state.ts';
import { token, type ProtocolTarget } from './target.ts';

export interface StreamOptions {
  readonly user: string;
  readonly token?: string;
  readonly state?: ClientState;
  readonly clientId?: string;
  readonly subscriptions?: readonly {
    stream: string;
    parameters: Record<string, unknown> | null;
    override_priority: number | null;
  }[];
  readonly parameters?: Record<string, unknown>;
  readonly includeDefaults?: boolean;
}

const PATIENCE_MS = 45_000; // a loaded machine is no failure

/** A body as the real client sends it. */
export function streamBody(options: StreamOptions, state: ClientState): Record<string, unknown> {
  return {
    buckets: state.positions(),
    include_checksum: true,
    raw_data: true,
    binary_data: true,
    client_id: options.clientId ?? 'a-client',
    parameters: options.parameters ?? {},
    streams: {
      include_defaults: options.includeDefaults ?? true,
      subscriptions: options.subscriptions ?? [],
    },
    app_metadata: {},
  };
}

export async function postStream(target: ProtocolTarget, jwt: string, body: unknown, signal?: AbortSignal) {
  return fetch(`${target.baseUrl}/sync/stream`, {
    method: 'POST',
    headers: {
      authorization: `Token ${jwt}`,
      'content-type': 'application/json',
      accept: 'application/x-ndjson',
      'accept-encoding': 'identity',
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...(signal === undefined ? {} : { signal }),
  });
}

/** One open stream of a client; `await using` closes it. */
export class StreamClient implements AsyncDisposable {
  readonly state: ClientState;
  /** Every line so far. */
  readonly lines: WireLine[] = [];
  readonly #abort: AbortController;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #decoder = new TextDecoder();
  #rest = '';
  #ready: string[] = [];

  private constructor(response: Response, state: ClientState, abort: AbortController) {
    if (response.body === null) throw new Error('The stream has no body');
    this.#reader = response.body.getReader() as ReadableStreamDefaultReader<Uint8Array>;
    this.state = state;
    this.#abort = abort;
  }

  static async open(target: ProtocolTarget, options: StreamOptions): Promise<StreamClient> {
    const state = options.state ?? new ClientState();
    const abort = new AbortController();
    const jwt = options.token ?? (await token(target, options.user));
    const response = await postStream(target, jwt, streamBody(options, state), abort.signal);
    if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
    return new StreamClient(response, state, abort);
  }

  /** The next line, applied to the state; undefined at the stream's end. */
  async next(patienceMs = PATIENCE_MS): Promise<WireLine | undefined> {
    const text = await this.#nextText(patienceMs);
    if (text === undefined) return undefined;
    const line = JSON.parse(text) as WireLine;
    this.lines.push(line);
    this.state.apply(line);
    return line;
  }

  /** Reads on to a complete checkpoint for which `isReached` holds; returns the lines read. */
  async until(isReached: (state: ClientState) => boolean = () => true): Promise<WireLine[]> {
    const from = this.lines.length;
    const deadline = Date.now() + PATIENCE_MS;
    do {
      if (Date.now() > deadline) throw new Error('What was waited for did not come');
      if ((await this.next(deadline - Date.now())) === undefined) throw new Error('The stream ended');
    } while (!(this.state.isComplete && isReached(this.state)));
    return this.lines.slice(from);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#abort.abort();
    await this.#reader.cancel().catch(() => {}); // aborted is what is wanted
  }

  async #nextText(patienceMs: number): Promise<string | undefined> {
    for (;;) {
      const line = this.#ready.shift();
      if (line !== undefined && line !== '') return line;
      if (line !== undefined) continue;
      const { done, value } = await withTimeout(this.#reader.read(), patienceMs);
      if (done) return undefined;
      const parts = (this.#rest + this.#decoder.decode(value, { stream: true })).split('\n');
      this.#rest = parts.pop() ?? '';
      this.#ready = parts;
    }
  }
}

async function withTimeout<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No line within ${ms} ms`)), Math.max(0, ms));
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

export function opsIn(lines: readonly WireLine[]): number {
  return lines.reduce((sum, line) => sum + ('data' in line ? line.data.data.length : 0), 0);
}

export function bucketsIn(lines: readonly WireLine[]): string[] {
  return lines.flatMap((line) => ('data' in line ? [line.data.bucket] : []));
}
