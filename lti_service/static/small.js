// A frame that is too small to read in: offers the page in a window of its own. No platform has to
// help with that; a sandboxed frame that forbids windows shows the page as it is.
import { page } from "./page.js";
import { say } from "./words.js";

const LEAST_WIDTH = 300; // CSS px; WCAG 1.4.10 asks that 320 do
const LEAST_HEIGHT = 320; // CSS px: a heading, a few lines and a button
const PATIENCE = 1500; // ms in which a platform may make the frame as high as the page

const isSmall = () => window.innerWidth < LEAST_WIDTH || window.innerHeight < LEAST_HEIGHT;

/** `token`: the session's, which opens the window. */
export function offerWindow(token) {
  if (window.parent === window || !token) return;
  setTimeout(() => {
    if (!isSmall() || document.querySelector(".small-frame")) return;
    document.body.prepend(offer(token));
  }, PATIENCE);
}

function offer(token) {
  const form = document.createElement("form");
  Object.assign(form, { method: "post", action: page.urls.window, target: "_blank" });
  form.className = "small-frame";
  const words = document.createElement("p");
  words.textContent = say("littleRoom");
  const session = document.createElement("input");
  Object.assign(session, { type: "hidden", name: "session", value: token });
  const button = document.createElement("button");
  button.textContent = say("newWindow");
  form.append(words, session, button);
  return form;
}
