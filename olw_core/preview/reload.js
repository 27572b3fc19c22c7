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

for (const button of document.querySelectorAll(".jump")) {
  button.addEventListener("click", () => {
    const { kept } = button.closest(".jumps").dataset;
    sessionStorage.setItem(kept, button.dataset.record);
    location.reload();
  });
}

document.querySelector(".forget")?.addEventListener("click", () => {
  const ours = Object.keys(sessionStorage).filter((key) => key.startsWith("olw.preview."));
  ours.forEach((key) => sessionStorage.removeItem(key));
  location.reload();
});
