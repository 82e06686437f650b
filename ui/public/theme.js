// Runs before the first paint, so that a dark desk never flashes white. The window remembers the last setting here; the
// desk's own settings, which arrive a moment later, have the last word.
(function () {
  var theme = null;
  try { theme = localStorage.getItem("theme"); } catch { /* no storage: follow the system */ }
  if (theme !== "light" && theme !== "dark") theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  document.documentElement.dataset.theme = theme;
  document.documentElement.dataset.themeSet = "";
})();
