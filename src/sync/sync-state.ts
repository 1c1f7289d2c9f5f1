/**
 * Whether this till is connected, as people see it: a pure machine.
 *
 *   starting ──► connecting ◄────────► online
 *      │          │    ▲  ▲             │
 *      │   probe  ▼    │  └─────────┐   │ stream lost
 *      │     unreachable            │   ▼
 *      │          │            signed_out
 *      └──► offline ◄── no network, from anywhere
 *
 *   offline      the device has no network
 *   unreachable  it has one, but the server does not answer
 *   signed_out   the server is there, but asks for a login before it syncs
 *   connecting   on the way, nothing known to be wrong
 *   online       the sync stream is up
 *
 * Selling works in every one of them.
 */
export type ConnectionState = 'starting' | 'offline' | 'unreachable' | 'signed_out' | 'connecting' | 'online';

export type ConnectionEvent =
  | 'network_down'
  | 'network_up'
  /** The server answered, or did not, when asked for its health. */
  | 'probe_ok'
  | 'probe_failed'
  | 'stream_up'
  | 'stream_down'
  | 'session_lost'
  | 'session_found';

type Row = Readonly<Record<ConnectionEvent, ConnectionState>>;

export const transitions = {
  starting: {
    network_down: 'offline',
    network_up: 'connecting',
    probe_ok: 'connecting',
    probe_failed: 'unreachable',
    stream_up: 'online',
    stream_down: 'starting',
    session_lost: 'signed_out',
    session_found: 'starting',
  },
  offline: {
    network_down: 'offline',
    network_up: 'connecting',
    probe_ok: 'offline',
    probe_failed: 'offline',
    // The stream is the better witness: browsers are wrong about having no network.
    stream_up: 'online',
    stream_down: 'offline',
    session_lost: 'offline',
    session_found: 'offline',
  },
  unreachable: {
    network_down: 'offline',
    network_up: 'connecting',
    probe_ok: 'connecting',
    probe_failed: 'unreachable',
    stream_up: 'online',
    stream_down: 'unreachable',
    session_lost: 'unreachable',
    session_found: 'unreachable',
  },
  signed_out: {
    network_down: 'offline',
    network_up: 'signed_out',
    probe_ok: 'signed_out',
    probe_failed: 'unreachable',
    stream_up: 'online',
    stream_down: 'signed_out',
    session_lost: 'signed_out',
    session_found: 'connecting',
  },
  connecting: {
    network_down: 'offline',
    network_up: 'connecting',
    probe_ok: 'connecting',
    probe_failed: 'unreachable',
    stream_up: 'online',
    stream_down: 'connecting',
    session_lost: 'signed_out',
    session_found: 'connecting',
  },
  online: {
    network_down: 'offline',
    network_up: 'online',
    probe_ok: 'online',
    // The stream is up, so one lost probe proves nothing.
    probe_failed: 'online',
    stream_up: 'online',
    stream_down: 'connecting',
    session_lost: 'signed_out',
    session_found: 'online',
  },
} as const satisfies Record<ConnectionState, Row>;

export function afterConnectionEvent(state: ConnectionState, event: ConnectionEvent): ConnectionState {
  return transitions[state][event];
}
