import { isSoundOn } from '#ui/hooks/use-preference.ts';

let context: AudioContext | null = null;

/** A high short tone for 'got it', a low double one for 'look at the screen'. */
export function beep(kind: 'ok' | 'error'): void {
  if (!isSoundOn() || typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  // Browsers hold sound back until the first touch or key; a beep is not worth waiting for.
  if (context.state !== 'running') void context.resume();
  const now = context.currentTime;
  if (kind === 'ok') tone(context, 1320, now, 0.07);
  else {
    tone(context, 300, now, 0.12);
    tone(context, 220, now + 0.16, 0.18);
  }
}

function tone(audio: AudioContext, frequency: number, at: number, seconds: number): void {
  const oscillator = audio.createOscillator();
  const gain = audio.createGain();
  oscillator.frequency.value = frequency;
  oscillator.type = frequency > 1000 ? 'sine' : 'square';
  gain.gain.setValueAtTime(0.001, at);
  gain.gain.exponentialRampToValueAtTime(0.12, at + 0.008);
  gain.gain.exponentialRampToValueAtTime(0.001, at + seconds);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(at);
  oscillator.stop(at + seconds + 0.02);
}
