// The launch is held until this browser proves that it began it: by the platform's storage, or in a
// window of its own.
import { page } from "./page.js";
import { get } from "./storage.js";

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

const value = await secret();
if (value) {
  const proof = part("proof");
  proof.elements.browser.value = value;
  proof.submit();
} else {
  show(window.top === window ? "blocked" : "window");
}
