/**
 * One device's network, and what it can do to a request for `push`:
 *
 *   device ─► (step) ─► server ─► (step) ─► device
 *      drop_request ┘      │         └ drop_answer, html, truncate
 *      hang_before ┘       │         └ hang_after: until the device gives up
 *                          └ duplicate: it comes again, whenever the scheduler says
 */
import type { Server } from './server.ts';
import type { Steps } from './steps.ts';

export const pushFaults = [
  'drop_request',
  'hang_before',
  'drop_answer',
  'hang_after',
  'duplicate',
  'html',
  'truncate',
] as const;
export type PushFault = (typeof pushFaults)[number];

const html = '<html><body>Please log in to this network.</body></html>';

export class Link {
  isUp = true;
  /** One for each of the next pushes. */
  readonly faults: PushFault[] = [];
  readonly #name: string;
  readonly #server: Server;
  readonly #steps: Steps;
  readonly #open = new Set<() => void>();

  constructor(name: string, server: Server, steps: Steps) {
    this.#name = name;
    this.#server = server;
    this.#steps = steps;
  }

  /** Ends what is open, as when a cable is pulled or the process has died. */
  cut(): void {
    for (const end of this.#open) end();
    this.#open.clear();
  }

  fetch(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
    const { signal, ...rest } = init;
    return orAborted(signal ?? undefined, this.#send(new Request(input, rest)));
  }

  async #send(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    const fault = pathname.endsWith('/rpc/push') ? this.faults.shift() : undefined;
    const name = `${this.#name} ${pathname}${fault ? ` [${fault}]` : ''}`;
    this.#assertUp();
    if (fault === 'drop_request') throw lost();
    if (fault === 'hang_before') return never();
    await this.#steps.step(`-> ${name}`);
    this.#assertUp();
    if (fault === 'duplicate') void this.#again(name, request.clone());
    const response = await this.#server.answer(request);
    if (fault === 'hang_after') return never();
    if (response.headers.get('content-type') === 'application/x-ndjson') return this.#streaming(response);
    const text = await response.text();
    await this.#steps.step(`<- ${name} ${response.status}`);
    this.#assertUp();
    if (fault === 'drop_answer') throw lost();
    if (fault === 'html')
      return new Response(html, { status: 200, headers: { 'content-type': 'text/html' } });
    const { status, headers } = response;
    const body = fault === 'truncate' ? text.slice(0, text.length / 2) : text;
    return new Response(status === 204 ? null : body, { status, headers });
  }

  async #again(name: string, request: Request): Promise<void> {
    await this.#steps.step(`-> again ${name}`);
    await this.#server.answer(request);
  }

  #assertUp(): void {
    if (!this.isUp) throw lost();
  }

  #streaming(response: Response): Response {
    const reader = response.body!.getReader();
    let end = (): void => undefined;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        end = () => {
          controller.error(lost());
          void reader.cancel();
        };
        this.#open.add(end);
      },
      pull: async (controller) => {
        const { done, value } = await reader.read();
        if (!this.#open.has(end)) return;
        if (!done) return controller.enqueue(value);
        this.#open.delete(end);
        controller.close();
      },
      cancel: () => {
        this.#open.delete(end);
        return reader.cancel();
      },
    });
    return new Response(body, { status: response.status, headers: response.headers });
  }
}

function lost(): TypeError {
  return new TypeError('fetch failed');
}

export function never<T>(): Promise<T> {
  return new Promise(() => undefined);
}

function orAborted<T>(signal: AbortSignal | undefined, work: Promise<T>): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const fail = () => reject(signal.reason as Error);
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', fail));
  });
}
