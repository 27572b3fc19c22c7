// The page that plays the misbehaving LMS. Address: ?behaviour=...&edition=1.2|2004&sco=<address of
// the package>. `lms.open()` launches (again); `lms.close()` takes the package away as a closing
// window does.

import { BEHAVIOURS } from "./behaviours.js";
import { Store } from "./store.js";

const asked = new URLSearchParams(location.search);
const behaviour = BEHAVIOURS[asked.get("behaviour")];
const store = new Store(asked.get("edition"));
const name = store.edition === "1.2" ? "API" : "API_1484_11";
const { setup, around, after = 0, frame = "plain", mode, credit } = behaviour;
let popup = null;
Object.assign(store.server, window.earlier); // what an earlier visit left, where a test says so
setup?.(store);

function put() {
  const api = store.api(around);
  window[name] = api;
}

function open() {
  store.launch();
  if (mode !== undefined)
    Object.assign(store.values, { [store.names.mode]: mode, [store.names.credit]: credit });
  delete window[name];
  if (after === 0) put();
  else if (after !== null) setTimeout(put, after);
  show(new URL(asked.get("sco"), location.href).href);
}

function show(address) {
  if (frame === "popup") {
    popup = window.open(address, "sco", "width=1024,height=768");
    return;
  }
  const middle = `${location.protocol}//other.test:${location.port}/adversarial/middle.html`;
  const other = `${middle}?next=${encodeURIComponent(address)}`;
  let sco = document.querySelector("iframe");
  if (!sco) {
    sco = document.createElement("iframe");
    sco.title = "The package";
    sco.width = "100%";
    sco.height = "700";
    sco.name = frame === "nested" ? "outer" : "sco";
    document.body.append(sco);
  }
  sco.src = frame === "nested" ? other : address;
}

function close() {
  if (popup) popup.close();
  else document.querySelector("iframe")?.remove();
}

window.lms = { store, open, close };
open();
