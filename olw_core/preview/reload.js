// Looks every second whether the author saved; forgets the preview's record on request.
const version = document.currentScript.dataset.version;

setInterval(async () => {
  try {
    const now = await (await fetch("version", { cache: "no-store" })).text();
    if (now !== version) location.reload();
  } catch {
    // The preview was stopped: the page stays as it is.
  }
}, 1000);

document.querySelector(".forget")?.addEventListener("click", () => {
  for (const key of Object.keys(sessionStorage))
    if (key.startsWith("olw.preview.")) sessionStorage.removeItem(key);
  location.reload();
});
