// The page that holds a package the way Moodle's does (mod/scorm/player.php, module.js): a fixed
// bar of 60 px, the package in a frame, the API in this window. Address:
// ?key=...&edition=1.2|2004&mode=...&sco=<address of the package>. What the launch is given stands
// in the page. `lms.close()` takes the frame away, without a Finish of its own. `lms.visit`: how
// many requests were sent.

import { Moodle12, Moodle2004, sender } from "./moodle.js";

const asked = new URLSearchParams(location.search);
const edition = asked.get("edition");
const visit = { name: `${Date.now()}-${Math.random()}`, sent: 0 };
const server = `/moodle/${asked.get("key")}?visit=${visit.name}`;
const [name, Script] = edition === "1.2" ? ["API", Moodle12] : ["API_1484_11", Moodle2004];

function open() {
  const given = JSON.parse(document.getElementById("given").textContent);
  lms.runtime = new Script(given, sender(server, visit));
  window[name] = lms.runtime.api;
  const sco = document.createElement("iframe");
  sco.title = "The package";
  sco.name = "sco";
  sco.src = asked.get("sco");
  document.body.append(sco);
}

const lms = (window.lms = {
  close: () => document.querySelector("iframe")?.remove(),
  runtime: null,
  visit,
});
open();
