// Keeps what is typed into a long form on the server, for whoever typed it,
// every few seconds. Nothing is kept in the browser. Without this script the
// button “Keep as draft” does the same.
(function () {
  "use strict";
  var form = document.querySelector("form[data-keeps]");
  if (!form) return;
  var changed = false, sending = false, leaving = false;
  var told = form.querySelector("[data-kept]");
  form.addEventListener("input", function () { changed = true; });
  form.addEventListener("submit", function () { leaving = true; });
  setInterval(function () {
    if (!changed || sending || leaving) return;
    changed = false;
    sending = true;
    var body = new URLSearchParams(new FormData(form));
    body.set("keep", "auto");
    fetch(form.action, { method: "POST", body: body, credentials: "same-origin", redirect: "manual" })
      .then(function (answer) {
        if (answer.status !== 204) { changed = true; return; }
        if (told) told.textContent = told.dataset.kept + " " + new Date().toLocaleTimeString(document.documentElement.lang);
      })
      .catch(function () { changed = true; })
      .finally(function () { sending = false; });
  }, 5000);
})();
