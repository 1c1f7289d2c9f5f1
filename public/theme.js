// Runs before the first paint, so that a dark till never flashes white.
(function () {
  try {
    var theme = localStorage.getItem('flux.theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch {
    // Storage is refused: the system's theme stands.
  }
})();
