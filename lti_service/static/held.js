// The launch is held until this browser proves that it began it: by the platform's storage, or in a
// window of its own.
import { page } from "./page.js";
import { get } from "./storage.js";

const SLOW = 3000; // ms until another way is offered; an answer that comes after that still counts

const part = (id) => document.getElementById(id);

function show(id) {
  for (const one of ["waiting", "window", "blocked"]) part(one).hidden = one !== id;
}

async function secret() {
  if (!page.storage) return "";
  show("waiting");
  try {
    return (await get(page.storage)) || "";
  } catch (problem) {
    console.info("platform storage:", problem.message);
    return "";
  }
}

const offer = () => show(window.top === window ? "blocked" : "window");

let elsewhere = false; // the learner has opened the window that was offered
part("window").addEventListener("submit", () => {
  elsewhere = true;
});
const late = setTimeout(offer, SLOW);
secret().then((value) => {
  clearTimeout(late);
  if (!value || elsewhere) return offer();
  const proof = part("proof");
  proof.elements.browser.value = value;
  proof.submit();
});
