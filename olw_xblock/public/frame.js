// Why: assets.py.
(() => {
  const heights = new ResizeObserver((seen) => {
    for (const { target, contentRect } of seen) target.dataset.height = contentRect.height | 0;
  });
  const watch = () =>
    document.querySelectorAll("olw-player").forEach((player) => heights.observe(player));
  watch();
  addEventListener("DOMContentLoaded", watch);
})();
