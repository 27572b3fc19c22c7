// Leaving a page for good: by its button, after a while without use, or since someone else has come
// to this browser. Ward computers are shared: what one person opened must not meet the next, by
// Back or by an open tab either.
import { forget, page, person } from "./page.js";
import { say } from "./words.js";

// seconds between "Are you still there?" and closing; WCAG 2.2.1 asks for 20 at least
const WARNING = 120;
const LOOK = 5000; // ms between two looks at the clock
const SETTLE = 400; // ms
const USE = ["pointerdown", "keydown", "wheel", "touchstart"];
const root = document.documentElement;
const tabs = channel();
let token = () => page.token || "";
let left = false;

/** null where tabs cannot talk: Firefox refuses it where it blocks the cookies of this site. */
function channel() {
  try {
    return new BroadcastChannel("olw");
  } catch {
    return null;
  }
}

const ask = (address) =>
  fetch(address, {
    method: "POST",
    keepalive: true,
    body: new URLSearchParams({ session: token(), link: page.link || "" }),
  });

/** Hides at once, forgets, and puts a page without anybody in the place of this one. */
function close(reason) {
  left = true;
  root.hidden = true;
  forget();
  location.replace(`${page.urls.closed}${reason}?lang=${root.lang}`);
}

export async function leave(reason) {
  if (left) return;
  root.hidden = left = true;
  tabs?.postMessage({ ended: person() });
  await ask(page.urls.leave).catch(() => undefined);
  close(reason);
}

/** Tells other tabs who is here now, and listens to them. `find`: gives the bearer token, where
 *  there is one. */
export function settleIn(find) {
  if (find) token = find;
  tabs?.postMessage({ here: person() });
}

tabs?.addEventListener("message", ({ data }) => {
  if (left || !person()) return;
  if (data.here && data.here !== person()) close("replaced");
  if (data.ended === person()) close("finished");
});

// A page may come back from the browser's own memory exactly as it was left: it is hidden on its
// way out, and asked for anew.
addEventListener("pagehide", () => {
  root.hidden = true;
});
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

/** Closes the page after `seconds` without use, and says so two minutes before. While it is used,
 *  the server hears of it. */
export function watch(seconds) {
  const box = warning();
  let [used, told] = [Date.now(), Date.now()];

  async function tell() {
    told = Date.now();
    const answer = await ask(page.urls.stay).catch(() => null);
    if (answer?.status === 401 && !left) close("timed-out");
  }

  function use() {
    used = Date.now();
    // Not at once: the page would move under a finger between its going down and its coming up.
    if (!box.hidden)
      setTimeout(() => {
        box.hidden = true;
      }, SETTLE);
    if (used - told > seconds * 250) void tell();
  }

  function look() {
    const unused = (Date.now() - used) / 1000;
    if (unused >= seconds) void leave("timed-out");
    else if (unused >= seconds - WARNING && box.hidden) box.show();
  }

  for (const kind of USE) addEventListener(kind, use, { capture: true, passive: true });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    look();
    if (!left) void tell();
  });
  setInterval(look, LOOK);
}

function warning() {
  const box = document.createElement("div");
  box.className = "still-there";
  box.hidden = true;
  box.setAttribute("role", "alert");
  box.show = () => {
    const words = document.createElement("p");
    words.textContent = say("stillThere");
    const stay = document.createElement("button");
    stay.type = "button";
    stay.textContent = say("stillHere");
    box.textContent = "";
    box.append(words, stay);
    box.hidden = false;
    box.scrollIntoView({ block: "nearest" }); // a frame may be higher than the window it is seen in
  };
  document.body.prepend(box);
  return box;
}
