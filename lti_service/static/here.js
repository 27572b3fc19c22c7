// Tries what a launch needs of this browser, and says what follows from it and what to do.
import { page } from "./page.js";
import { get, newId, put } from "./storage.js";

const TIMEOUT = 1500;
const TRIAL = "olw-here";
const part = (id) => document.getElementById(id);
const say = (id, words) => (part(id).textContent = words);
const framed = window.parent !== window;
const host = part("points").dataset.host;

/** Whether a cookie of ours comes back, as that of a login has to. */
async function cookie() {
  try {
    const answer = await fetch(page.cookie, { credentials: "same-origin", cache: "no-store" });
    return (await answer.json()).came;
  } catch {
    return false;
  }
}

/** Whether one comes back that is not kept apart for each page around us: Chromium keeps apart
 *  what says so (Partitioned) and blocks the rest, Firefox keeps every cookie of a frame apart, and
 *  says it in the words of the Storage Access API alone. */
async function shared() {
  const rest = "Path=/; Secure; SameSite=None";
  try {
    document.cookie = `${TRIAL}=1; Max-Age=60; ${rest}`;
    const came = document.cookie.includes(TRIAL);
    document.cookie = `${TRIAL}=; Max-Age=0; ${rest}`;
    return came && ((await document.hasStorageAccess?.()) ?? true);
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

/** Where the page around us says that it keeps things (LTI Client Side postMessages 0.1). */
function offered(around) {
  return new Promise((resolve) => {
    const id = newId();
    function hear(event) {
      if (event.data?.message_id !== id) return;
      const named = event.data.supported_messages ?? [];
      const found = named.find((one) => one.subject === "lti.put_data");
      done(found && { target: found.frame || "_parent", origin: page.origin || event.origin });
    }
    function done(place) {
      window.removeEventListener("message", hear);
      resolve(place);
    }
    window.addEventListener("message", hear);
    setTimeout(done, TIMEOUT);
    // Holds nothing of anybody, so any platform may hear it.
    around.postMessage({ subject: "lti.capabilities", message_id: id }, "*");
  });
}

/** "works", "fails", "none", or "alone" where no page of an LMS is around. */
async function platform() {
  const around = framed ? window.parent : window.opener;
  if (!around) return "alone";
  const named = await offered(around);
  if (!named && !page.origin) return "none";
  const place = named || { target: "_parent", origin: page.origin };
  const value = newId();
  place.key = TRIAL;
  try {
    await put(place, value);
    const came = await get(place, TIMEOUT);
    put(place, null).catch(() => {});
    return came === value ? "works" : "fails";
  } catch {
    return named ? "fails" : "none";
  }
}

const PLATFORM = {
  works: "Works: what we left there came back.",
  fails:
    "Offered, but what we left there did not come back. Ask the supplier of your LMS (LTI " +
    "Platform Storage: lti.put_data, lti.get_data). It is needed only where cookies are blocked.",
  none: "Not offered. It is needed only where cookies are blocked.",
  alone: "Not tried: no page of an LMS is around this one.",
};

function frame() {
  if (!framed) return "In a window of its own.";
  if (page.origin) return "Works: this page can show activities.";
  return "In a frame of another page. It shows this page, which says nothing of activities.";
}

function cookies(came, apart) {
  const mend = `allow cookies for ${host} in the settings of this browser`;
  if (!came && framed) {
    return `Blocked in this frame. Where that is to change, ${mend}; else see below.`;
  }
  if (!came) return `Blocked. Please ${mend}, or use another browser.`;
  if (apart) return "Work, apart for this LMS (partitioned), which is enough.";
  return "Work.";
}

function verdict(came, kept) {
  if (came) return "Activities open here.";
  if (kept) return "Activities open here: the LMS keeps what this browser does not.";
  if (framed) {
    return (
      "Activities ask to be opened in a new window: this browser keeps no cookie in this frame, " +
      "and the LMS keeps nothing for us. Try whether the window works."
    );
  }
  return "Activities do not open: allow cookies for this site, or use another browser.";
}

say("script", "Works.");
say("frame", frame());
say(
  "storage",
  storage()
    ? "Works."
    : `Blocked. Stories work until the page is reloaded; allow site data for ${host} to mend it.`,
);
part("again").href = location.href;
Promise.all([cookie(), platform(), shared()]).then(([came, kept, common]) => {
  say("cookie", cookies(came, framed && !common));
  say("platform", PLATFORM[kept]);
  say("verdict", verdict(came, kept === "works"));
  part("verdict").hidden = false;
  part("window").hidden = came || kept === "works" || !framed;
});
