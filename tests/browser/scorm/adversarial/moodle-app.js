// The page that holds a package the way Moodle's app does, in our own words. Seen in moodlehq's
// moodleapp 5.2.0 (20 February 2026), and in that app as it ran in a browser before a Moodle 4.5.6:
// src/addons/mod/scorm/classes/data-model-12.ts (storeData: what the site does not take is stored
// on the device, the answer is true, and the site is not asked again in this visit),
// services/scorm.ts (saveTracksSyncOnline), src/core/static/iframe.ts (treatFrame). The rest of its
// run-time is that of Moodle's page. `lms.device` is what the device holds, `lms.opened` what the
// app was asked to open.

import { Moodle12 } from "./moodle.js";

const asked = new URLSearchParams(location.search);
const server = `/moodle/${asked.get("key")}`;

/** A synchronous request; true when the site has taken it. */
function taken(body) {
  if (!navigator.onLine) return false; // services/ws.ts, syncCall
  const request = new XMLHttpRequest();
  request.open("POST", server, false);
  request.setRequestHeader("Content-Type", "application/x-www-form-urlencoded");
  try {
    request.send(body);
  } catch {
    return false;
  }
  return request.status === 200 && request.responseText.startsWith("true");
}

function send(body) {
  const { api } = lms;
  api.offline ||= !taken(body);
  if (api.offline) Object.assign(lms.device, Object.fromEntries(new URLSearchParams(body)));
  return "true\n0";
}

/** A link that is meant for another window is opened by the app. */
function linkClicked(link, event) {
  if (event.defaultPrevented || !link.target || link.target === "_self") return;
  event.preventDefault();
  lms.opened.push(link.href);
}

/** Looks for the link from the target of the click upwards: that is the host where the link stands
 *  in a shadow root. */
function treat({ contentWindow, contentDocument }) {
  contentWindow.open = (url) => {
    lms.opened.push(url);
    return null;
  };
  contentDocument.addEventListener(
    "click",
    ({ target }) => {
      let link = target;
      while (link && link.tagName !== "A") link = link.parentElement;
      link?.addEventListener("click", (event) => linkClicked(link, event), { once: true });
    },
    { capture: true },
  );
}

const runtime = new Moodle12(JSON.parse(document.getElementById("given").textContent), send);
const lms = (window.lms = {
  runtime,
  api: (window.API = Object.assign(runtime.api, { offline: false })),
  device: {},
  opened: [],
  close: () => document.querySelector("iframe")?.remove(),
});
const sco = document.createElement("iframe");
sco.title = "The package";
sco.name = "sco";
sco.src = asked.get("sco");
sco.addEventListener("load", () => treat(sco));
document.body.append(sco);
