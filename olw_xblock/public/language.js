// Another language of a story: the platform keeps the choice, and the page comes anew in it.
(function () {
  "use strict";

  function cookie(name) {
    var found = document.cookie.split("; ").filter(function (pair) {
      return pair.indexOf(name + "=") === 0;
    })[0];
    return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
  }

  function choose(group, button) {
    var told = group.dataset;
    var asked = fetch(told.address, {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-CSRFToken": cookie(told.csrfCookie) },
      body: JSON.stringify({ lang: button.lang }),
    });
    return asked.then(function (answer) {
      if (answer.ok) return location.reload();
      return answer.json().then(function (refusal) {
        group.querySelector("p").textContent = refusal.error.message;
      });
    });
  }

  function watch(group) {
    if (group.dataset.watched) return;
    group.dataset.watched = "yes";
    group.addEventListener("click", function (event) {
      var button = event.target.closest("button");
      if (!button) return;
      choose(group, button).catch(function () {
        group.querySelector("p").textContent = group.dataset.failed;
      });
    });
  }

  function all() {
    document.querySelectorAll(".olw-languages").forEach(watch);
  }

  all();
  document.addEventListener("DOMContentLoaded", all);
})();
