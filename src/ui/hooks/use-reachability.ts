import { useEffect, useState } from 'react';

type Reachability = 'connecting' | 'online' | 'offline' | 'unreachable';

/** Read to its end: an answer left unread is a failed request in the browser's eyes. */
async function isServerThere(): Promise<boolean> {
  try {
    const answer = await fetch('/config.json', { cache: 'no-store', signal: AbortSignal.timeout(6000) });
    await answer.text();
    return answer.status < 500;
  } catch {
    return false; // No way through, which is what was asked.
  }
}

/**
 * Before a shop is open nothing else watches the network, so the sign-in
 * screen asks for one small file itself: `navigator.onLine` alone says
 * "online" on a network that leads nowhere.
 */
export function useReachability(): Reachability {
  const [state, setState] = useState<Reachability>(navigator.onLine ? 'connecting' : 'offline');
  useEffect(() => {
    let isStopped = false;
    const look = async () => {
      if (!navigator.onLine) return setState('offline');
      const isThere = await isServerThere();
      if (!isStopped) setState(isThere ? 'online' : navigator.onLine ? 'unreachable' : 'offline');
    };
    const lookNow = () => void look();
    lookNow();
    const timer = setInterval(lookNow, 10_000);
    window.addEventListener('online', lookNow);
    window.addEventListener('offline', lookNow);
    return () => {
      isStopped = true;
      clearInterval(timer);
      window.removeEventListener('online', lookNow);
      window.removeEventListener('offline', lookNow);
    };
  }, []);
  return state;
}
