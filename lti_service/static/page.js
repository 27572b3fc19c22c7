// What the server gave this page, and the bearer token of each address, kept in this tab only.
const PREFIX = "olw:";
const memory = new Map();

export const page = JSON.parse(document.getElementById("olw-page").textContent);

export function keep(path, token) {
  memory.set(path, token);
  try {
    sessionStorage.setItem(PREFIX + path, token);
  } catch {
    // Storage is switched off: the page works until it is reloaded.
  }
}

export function kept(path) {
  try {
    return memory.get(path) || sessionStorage.getItem(PREFIX + path) || "";
  } catch {
    return memory.get(path) || "";
  }
}
