// Gives the tool's frame the height that it asks for, as Canvas does
// (ui/shared/lti/jquery/subjects/lti.frameResize.ts).
const home = new URL(document.currentScript.dataset.tool).origin;

window.addEventListener("message", (event) => {
  const { subject, height } = event.data || {};
  if (event.origin !== home || subject !== "lti.frameResize" || !Number.isInteger(height)) return;
  document.querySelector("iframe").style.height = `${Math.max(1, height)}px`;
});
