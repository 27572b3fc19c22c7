// Tells the platform how high this page is, so that its frame can be as high and nobody scrolls in
// two places. Canvas listens for {subject: "lti.frameResize", height} (its
// doc/api/lti_window_post_message.md); others ignore it.
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

export function follow(body) {
  if (window.parent === window || !page.framers) return;
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
    for (const origin of targets()) {
      window.parent.postMessage({ subject: "lti.frameResize", height }, origin);
    }
  }

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(send, PAUSE);
  };
  new ResizeObserver(later).observe(body);
  later();
}
