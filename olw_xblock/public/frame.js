// Why: olw_xblock/assets.py.
(() => {
  const heights = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) {
      target.setAttribute("data-height", Math.round(contentRect.height));
    }
  });

  const watch = () =>
    document.querySelectorAll("olw-player").forEach((player) => heights.observe(player));

  watch();
  document.addEventListener("DOMContentLoaded", watch);
})();
