// Tells the platform how high this page is, so that its frame can be as high and nobody scrolls in
// two places, and asks it to scroll to where the reader is. Canvas listens for
// {subject: "lti.frameResize", height} and {subject: "lti.scrollToTop"} (its
// doc/api/lti_window_post_message.md); others ignore them.
import { page } from "./page.js";

const PAUSE = 100; // ms: one message for one change of the page
const STEP = 2; // px: smaller changes are not worth a message
const HIGHEST = 20000; // px
const ROUNDS = 3; // a page that grows with its frame three times running grows for ever

/** The frame's parent can only be one of the origins that the policy lets frame us. */
function targets() {
  const parent = location.ancestorOrigins?.[0];
  return parent ? [parent] : page.framers.filter((origin) => !origin.includes("*"));
}

function post(message) {
  for (const origin of targets()) window.parent.postMessage(message, origin);
}

/** A heading that gets the focus begins a new screen: in a frame as high as its page it may stand
 *  above what can be seen. Most browsers scroll the pages around a frame too, some do not. */
function keepInView({ target }) {
  const heading = target.shadowRoot?.activeElement || target;
  if (heading.tabIndex >= 0) return;
  const seen = new IntersectionObserver(([entry]) => {
    seen.disconnect();
    if (!entry.isIntersecting) post({ subject: "lti.scrollToTop" });
  });
  setTimeout(() => seen.observe(heading), PAUSE);
}

export function follow(body) {
  if (window.parent === window || !page.framers) return;
  document.addEventListener("focusin", keepInView);
  let timer = 0;
  let [sent, gap, rounds] = [0, 0, 0];

  function send() {
    const height = Math.min(HIGHEST, Math.ceil(body.getBoundingClientRect().height));
    if (document.documentElement.hidden || Math.abs(height - sent) < STEP) return;
    const wider = height - window.innerHeight;
    rounds = height > sent && wider > 0 && wider === gap ? rounds + 1 : 0;
    gap = wider;
    if (rounds >= ROUNDS) return;
    sent = height;
    post({ subject: "lti.frameResize", height });
  }

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(send, PAUSE);
  };
  new ResizeObserver(later).observe(body);
  later();
}
