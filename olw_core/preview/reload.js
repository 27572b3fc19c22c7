// Looks every second whether the author saved, and keeps the place; plays from where the author
// asks; forgets the preview's record on request.
const version = document.currentScript.dataset.version;
const RETELL = "olw.preview.retell"; // the author saved while the page told what came of a choice
const OFTEN = 100; // milliseconds
const TRIES = 50;
const player = () => document.querySelector("olw-player")?.shadowRoot;

setInterval(async () => {
  try {
    const now = await (await fetch("version", { cache: "no-store" })).text();
    if (now !== version) reload();
  } catch {
    // The preview was stopped: the page stays as it is.
  }
}, 1000);

function reload() {
  if (player()?.querySelector(".came")) sessionStorage.setItem(RETELL, "yes");
  location.reload();
}

if (sessionStorage.getItem(RETELL)) {
  sessionStorage.removeItem(RETELL);
  let left = TRIES;
  const waiting = setInterval(() => {
    left -= 1;
    const [told] = [...(player()?.querySelectorAll(".told") ?? [])].slice(-1);
    if (told || !left) clearInterval(waiting);
    if (told) retell(told);
  }, OFTEN);
}

/** The player welcomes who comes back; an author wants to see again what came of the choice. It
 *  stands among what was decided so far, and at an ending where one looks back. */
function retell(told) {
  const came = document.createElement("div");
  came.className = "came";
  const chose = told.parentElement.querySelector(".mine");
  came.append(...[chose, told].filter(Boolean).map((part) => part.cloneNode(true)));
  player().querySelector(".screen").prepend(came);
}

function jump(button) {
  const { kept } = button.closest(".jumps").dataset;
  sessionStorage.setItem(kept, button.dataset.record);
  location.reload();
}

for (const button of document.querySelectorAll(".jump")) {
  button.addEventListener("click", () => jump(button));
}

for (const box of document.querySelectorAll(".map a")) {
  box.addEventListener("click", (event) => {
    event.preventDefault();
    const scene = document.getElementById(box.getAttribute("href").slice(1));
    jump(scene.querySelector(".jump"));
  });
}

document.querySelector(".forget")?.addEventListener("click", () => {
  const ours = Object.keys(sessionStorage).filter((key) => key.startsWith("olw.preview."));
  ours.forEach((key) => sessionStorage.removeItem(key));
  location.reload();
});
