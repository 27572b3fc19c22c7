// Tells the page when a player's height changes. A course page stands in a frame that is as high as
// its content: the platform measures it whenever the page's elements or attributes change, and does
// not see into a shadow root (edx-platform, lms/templates/courseware/courseware-chromeless.html:
// a MutationObserver of the body). So the height is written on the player itself.
(function () {
  "use strict";

  function write(entries) {
    entries.forEach(function (entry) {
      entry.target.setAttribute("data-height", String(Math.round(entry.contentRect.height)));
    });
  }

  var heights = new ResizeObserver(write);

  function watch() {
    document.querySelectorAll("olw-player").forEach(function (player) {
      heights.observe(player);
    });
  }

  watch();
  document.addEventListener("DOMContentLoaded", watch);
})();
