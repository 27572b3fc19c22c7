// Links that lead out of a package inside Moodle's app. The app opens them in the phone's browser:
// it looks for them from the document, from where none inside our shadow root is seen, and gives
// the frame a `window.open` of its own (src/core/static/iframe.ts, treatFrameLinks and
// redefineWindowOpen). Left to a web view without tabs, the address would take the place of the
// whole app.

export function openByTheApp(event: Event): void {
  if (/\[native code\]/.test(String(window.open))) return;
  const link = (event.composedPath()[0] as Element).closest<HTMLAnchorElement>("a[target=_blank]");
  if (!link || event.defaultPrevented) return;
  event.preventDefault();
  window.open(link.href, link.target);
}
