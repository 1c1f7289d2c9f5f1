/**
 * A network that fails on purpose, between a device and a stack. Bodies stream
 * through unbuffered. What happens to a request is decided by the longest
 * prefix of its path that has a fault; without one it passes.
 *
 *   refuse       no server: the connection is cut at once, and cut what is open
 *   drop_before  cut, before the server sees anything
 *   drop_ack     the server does its work; the answer never arrives
 *   delay        the request goes on after `ms`
 *   blackhole    taken, and never answered
 *   mute         the server does its work; nothing comes back, and the connection stays
 *   truncate     half of the answer, then cut
 *   slow_drip    the answer in pieces of a few bytes, `ms` apart
 *   rewrite      the server does its work; the answer arrives as `change` makes it
 *   redirect     sent elsewhere, as by a portal
 *   status       answered here, with that status (and Retry-After where given)
 *   html200      a captive portal: 200, and a web page
 *   dup          sent to the server twice at once; the first answer counts
 */
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export type Fault =
  | {
      readonly kind:
        | 'pass'
        | 'refuse'
        | 'drop_before'
        | 'drop_ack'
        | 'blackhole'
        | 'mute'
        | 'truncate'
        | 'html200'
        | 'dup';
    }
  | { readonly kind: 'delay' | 'slow_drip'; readonly ms: number }
  | { readonly kind: 'rewrite'; readonly change: (body: string) => string }
  | { readonly kind: 'redirect'; readonly to: string }
  | {
      readonly kind: 'status';
      readonly status: number;
      /** Seconds, a date, or whatever a server may say. */
      readonly retryAfter?: number | string;
      /** As JSON; without it, text. */
      readonly body?: unknown;
      readonly text?: string;
    };

export interface FaultProxy extends AsyncDisposable {
  readonly url: string;
  /** `times`: for so many requests, then it passes again; always unless told. */
  set(prefix: string, fault: Fault, times?: number): void;
  /** Everything passes again. */
  heal(): void;
  /** Takes the server away, open streams included, until `heal()`. */
  cut(): void;
  /** How many requests of the prefix came, whatever became of them. */
  count(prefix: string): number;
  /** The bodies of its requests, as they were sent, from now on. */
  record(prefix: string): readonly string[];
  close(): Promise<void>;
}

interface Rule {
  readonly fault: Fault;
  left: number;
}

export async function startFaultProxy(target: string, port = 0): Promise<FaultProxy> {
  const rules = new Map<string, Rule>();
  const paths: string[] = [];
  const open = new Map<Socket, string>();
  const recordings: { readonly prefix: string; readonly bodies: string[] }[] = [];
  const upstream = new URL(target);

  const ruleFor = (path: string): Fault => {
    const matching = [...rules.keys()].filter((prefix) => path.startsWith(prefix));
    const prefix = matching.toSorted((a, b) => b.length - a.length)[0];
    const rule = prefix === undefined ? undefined : rules.get(prefix);
    if (!rule || rule.left <= 0) return { kind: 'pass' };
    rule.left -= 1;
    return rule.fault;
  };

  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    paths.push(path);
    open.set(request.socket, path);
    // A device that goes away in the middle is what this proxy is for.
    request.on('error', () => undefined);
    response.on('error', () => undefined);
    const recording = recordings.find(({ prefix }) => path.startsWith(prefix));
    if (recording) recordBody(request, recording.bodies);
    answer(ruleFor(path), request, response, upstream);
  });
  server.on('connection', (socket) => {
    open.set(socket, '');
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const cutOpen = (prefix: string) => {
    for (const [socket, path] of open) if (path.startsWith(prefix)) socket.destroy();
  };
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      cutOpen('');
    });
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    set(prefix, fault, times = Infinity) {
      rules.set(prefix, { fault, left: times });
      if (fault.kind === 'refuse') cutOpen(prefix);
    },
    heal: () => rules.clear(),
    cut() {
      rules.clear();
      rules.set('/', { fault: { kind: 'refuse' }, left: Infinity });
      cutOpen('');
    },
    count: (prefix) => paths.filter((path) => path.startsWith(prefix)).length,
    record(prefix) {
      const recording = { prefix, bodies: [] };
      recordings.unshift(recording);
      return recording.bodies;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Beside what becomes of the request: nobody waits for it. */
function recordBody(request: IncomingMessage, bodies: string[]): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => bodies.push(Buffer.concat(chunks).toString('utf8')));
}

function answer(fault: Fault, request: IncomingMessage, response: ServerResponse, target: URL): void {
  switch (fault.kind) {
    case 'pass':
      void forward(request, target).then(
        (from) => relay(from, response),
        () => response.destroy(),
      );
      return;
    case 'refuse':
    case 'drop_before':
      request.socket.destroy();
      return;
    case 'drop_ack':
      void forward(request, target).then(
        (from) => from.resume().on('end', () => response.destroy()),
        () => response.destroy(),
      );
      return;
    case 'delay':
      setTimeout(() => answer({ kind: 'pass' }, request, response, target), fault.ms);
      return;
    case 'blackhole':
      request.resume();
      return;
    case 'mute':
      void forward(request, target).then(
        (from) => from.resume(),
        () => response.destroy(),
      );
      return;
    case 'slow_drip':
      void forward(request, target).then(
        (from) => void drip(from, response, fault.ms),
        () => response.destroy(),
      );
      return;
    case 'rewrite':
      void forward(request, target).then(
        (from) => void rewrite(from, response, fault.change),
        () => response.destroy(),
      );
      return;
    case 'redirect':
      request.resume();
      response.writeHead(302, { location: fault.to, ...cors(request) });
      response.end();
      return;
    case 'truncate':
      void forward(request, target).then(
        (from) => relayHalf(from, response),
        () => response.destroy(),
      );
      return;
    case 'status':
      request.resume();
      response.writeHead(fault.status, {
        'content-type': fault.body === undefined ? 'text/plain' : 'application/json',
        ...cors(request),
        ...(fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) }),
      });
      response.end(fault.body === undefined ? (fault.text ?? 'fault') : JSON.stringify(fault.body));
      return;
    case 'html200':
      request.resume();
      response.writeHead(200, { 'content-type': 'text/html', ...cors(request) });
      response.end('<!doctype html><title>Welcome to the guest network</title>');
      return;
    case 'dup':
      void forwardTwice(request, target).then(
        (from) => relay(from, response),
        () => response.destroy(),
      );
  }
}

function forward(request: IncomingMessage, target: URL): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const onward = httpRequest(onwardOptions(request, target), resolve);
    onward.on('error', reject);
    request.on('close', () => {
      if (!request.complete) onward.destroy();
    });
    const onClose = () => onward.destroy();
    request.socket.once('close', onClose);
    onward.once('close', () => request.socket.off('close', onClose));
    request.pipe(onward);
  });
}

async function forwardTwice(request: IncomingMessage, target: URL): Promise<IncomingMessage> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const send = () =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const onward = httpRequest(onwardOptions(request, target), resolve);
      onward.on('error', reject);
      onward.end(Buffer.concat(chunks));
    });
  const [first, second] = await Promise.all([send(), send()]);
  second.resume();
  return first;
}

function onwardOptions(request: IncomingMessage, target: URL) {
  // A connection of its own: what is cut here must not cut a neighbour.
  return {
    host: target.hostname,
    port: target.port,
    path: request.url,
    method: request.method,
    agent: false,
    // The host stays the visitor's: /config.json names the origin that it was asked under.
    headers: request.headers,
  };
}

function relay(from: IncomingMessage, to: ServerResponse): void {
  to.writeHead(from.statusCode ?? 502, from.headers as OutgoingHttpHeaders);
  to.flushHeaders();
  from.on('error', () => to.destroy());
  from.pipe(to);
}

function relayHalf(from: IncomingMessage, to: ServerResponse): void {
  to.writeHead(from.statusCode ?? 502, from.headers as OutgoingHttpHeaders);
  from.once('data', (chunk: Buffer) => {
    from.destroy();
    to.write(chunk.subarray(0, Math.floor(chunk.length / 2)), () => to.destroy());
  });
}

async function bodyOf(from: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of from) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function drip(from: IncomingMessage, to: ServerResponse, ms: number): Promise<void> {
  const body = await bodyOf(from);
  to.writeHead(from.statusCode ?? 502, from.headers as OutgoingHttpHeaders);
  const pieceBytes = 16;
  for (let at = 0; at < body.length && !to.destroyed; at += pieceBytes) {
    to.write(body.subarray(at, at + pieceBytes));
    await new Promise((resolve) => setTimeout(resolve, ms));
  }
  to.end();
}

async function rewrite(
  from: IncomingMessage,
  to: ServerResponse,
  change: (body: string) => string,
): Promise<void> {
  const { 'content-length': _, ...headers } = from.headers;
  const body = change((await bodyOf(from)).toString('utf8'));
  to.writeHead(from.statusCode ?? 502, headers as OutgoingHttpHeaders);
  to.end(body);
}

/** Browsers on another origin see the fault itself, not a complaint about CORS. */
function cors(request: IncomingMessage): OutgoingHttpHeaders {
  return request.headers.origin ? { 'access-control-allow-origin': request.headers.origin } : {};
}
