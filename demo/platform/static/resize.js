// Gives the tool's frame the height that it asks for, and scrolls to its top when asked, as Canvas
// does (ui/shared/lti/jquery/subjects/lti.frameResize.ts and lti.scrollToTop.ts).
const home = new URL(document.currentScript.dataset.tool).origin;

window.addEventListener("message", (event) => {
  const { subject, height } = event.data || {};
  const frame = document.querySelector("iframe");
  if (event.origin !== home) return;
  if (subject === "lti.scrollToTop") frame.scrollIntoView();
  if (subject !== "lti.frameResize" || !Number.isInteger(height)) return;
  frame.style.height = `${Math.max(1, height)}px`;
});
