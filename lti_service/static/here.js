// Tries what a launch needs of this browser, and says what follows from it.
import { page } from "./page.js";
import { newId } from "./storage.js";

const TIMEOUT = 1500;
const say = (id, words) => (document.getElementById(id).textContent = words);
const framed = window.parent !== window;

async function cookie() {
  try {
    const answer = await fetch(page.cookie, { credentials: "same-origin", cache: "no-store" });
    return (await answer.json()).came;
  } catch {
    return false;
  }
}

function storage() {
  try {
    sessionStorage.setItem("olw:here", "1");
    sessionStorage.removeItem("olw:here");
    return true;
  } catch {
    return false;
  }
}

/** Whether the page around us offers to keep things (LTI Client Side postMessages 0.1). */
function platform() {
  const host = framed ? window.parent : window.opener;
  if (!host) return Promise.resolve(false);
  return new Promise((resolve) => {
    const id = newId();
    function hear(event) {
      if (event.data?.message_id !== id) return;
      const offered = (event.data.supported_messages ?? []).map((one) => one.subject);
      done(offered.includes("lti.put_data"));
    }
    function done(offers) {
      window.removeEventListener("message", hear);
      resolve(offers);
    }
    window.addEventListener("message", hear);
    setTimeout(() => done(false), TIMEOUT);
    // Holds nothing of anybody, so any platform may hear it.
    host.postMessage({ subject: "lti.capabilities", message_id: id }, "*");
  });
}

function verdict(cookies, offered) {
  if (cookies) return "Activities open here.";
  if (offered) return "Activities open here: the LMS keeps what this browser does not.";
  if (framed) return "Activities open in a new window: this browser keeps no cookie in this frame.";
  return "Activities do not open: allow cookies for this site, or use another browser.";
}

say("script", "Works.");
say("frame", framed ? "In a frame of another page." : "In a window of its own.");
say("storage", storage() ? "Works." : "Blocked. Stories work until the page is reloaded.");
Promise.all([cookie(), platform()]).then(([cookies, offered]) => {
  say("cookie", cookies ? "Work." : "Blocked.");
  say(
    "platform",
    offered ? "Offered." : "Not offered. It is needed only where cookies are blocked.",
  );
  say("verdict", verdict(cookies, offered));
  document.getElementById("verdict").hidden = false;
});
