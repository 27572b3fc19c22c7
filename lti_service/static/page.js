// What the server gave this page, and the bearer token of each address, kept in this tab only.
const PREFIX = "olw:";
const PERSON = "person";
const memory = new Map();

export const page = JSON.parse(document.getElementById("olw-page").textContent);

export function keep(name, value) {
  memory.set(name, value);
  try {
    sessionStorage.setItem(PREFIX + name, value);
  } catch {
    // Storage is switched off: the page works until it is reloaded.
  }
}

export function kept(name) {
  try {
    return memory.get(name) || sessionStorage.getItem(PREFIX + name) || "";
  } catch {
    return memory.get(name) || "";
  }
}

/** Everything that this tab keeps of anybody. */
export function forget() {
  memory.clear();
  try {
    for (const name of Object.keys(sessionStorage)) {
      if (name.startsWith(PREFIX)) sessionStorage.removeItem(name);
    }
  } catch {
    // Storage is switched off: nothing was kept.
  }
}

export const person = () => page.person || kept(PERSON);

/** A launch brought somebody: what an earlier person left in this tab goes. */
export function receive() {
  if (kept(PERSON) !== page.person) forget();
  keep(PERSON, page.person);
}
