/**
 * In the place of the whole app, where the browser keeps nothing for this page.
 * Without React: what the app shares with this file would be one more file for
 * every start to fetch.
 */
export function sayNoStorage(root: Element): void {
  const main = document.createElement('main');
  main.className = 'mx-auto flex min-h-dvh max-w-xl flex-col justify-center gap-5 p-6';
  const heading = document.createElement('h1');
  heading.className = 'text-3xl';
  heading.textContent = 'This browser gives Flux no storage';
  const advice = document.createElement('p');
  advice.className = 'text-soft text-lg';
  advice.textContent =
    'A sale is stored on this device before anything else, so nothing can be sold here. Nothing is lost: nothing was ' +
    'opened. Allow this site to keep data (cookies and site data), leave private mode, or use another browser, then ' +
    'load this page again.';
  main.append(heading, advice);
  root.append(main);
}
