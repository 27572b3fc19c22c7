// The page that holds a package the way Moodle's does (mod/scorm/player.php, module.js): a fixed
// bar of 60 px, the package in a frame, the API in this window. Address:
// ?key=...&edition=1.2|2004&sco=<address of the package>. `lms.open(mode)` enters; `lms.close()`
// takes the frame away, without a Finish of its own.

import { Moodle12, Moodle2004, sender } from "./moodle.js";

const asked = new URLSearchParams(location.search);
const edition = asked.get("edition");
const server = `/moodle/${asked.get("key")}`;
const [name, Script] = edition === "1.2" ? ["API", Moodle12] : ["API_1484_11", Moodle2004];

async function open(mode = "normal") {
  const given = await (await fetch(`${server}?edition=${edition}&mode=${mode}`)).json();
  lms.runtime = new Script(given, sender(server));
  window[name] = lms.runtime.api;
  const sco = document.createElement("iframe");
  sco.title = "The package";
  sco.name = "sco";
  sco.src = asked.get("sco");
  document.body.append(sco);
}

const lms = (window.lms = {
  open,
  close: () => document.querySelector("iframe")?.remove(),
  runtime: null,
});
await open(asked.get("mode") ?? "normal");
