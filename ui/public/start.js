// Runs before the window's own script is read, and asks the shell for what is drawn first: its answer is there when that
// script has been read. It listens first, so that nothing falls between what is told and what changes after.
(function () {
  var shell = window.__TAURI_INTERNALS__;
  if (!shell) return;
  var start = { heard: [] };
  start.hear = function (events) { start.heard.push(events); };
  start.listening = shell.invoke("plugin:event|listen", {
    event: "desk:event",
    target: { kind: "Any" },
    handler: shell.transformCallback(function (event) { start.hear(event.payload); }),
  });
  start.info = start.listening.then(function () { return shell.invoke("app_info"); });
  // Who asks for it is told what went wrong.
  start.info.catch(function () {});
  window.standfirstStart = start;
})();
