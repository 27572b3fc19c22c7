// Keeps a reviewer's comments in this browser, and writes them to a file for the author; plays from
// a scene.
const { kept, played } = document.currentScript.dataset;
const about = JSON.parse(document.currentScript.dataset.about);
const boxes = [...document.querySelectorAll("textarea[data-place]")];
const name = document.querySelector("#reviewer");
const told = document.querySelector("#kept");

function read() {
  try {
    return JSON.parse(localStorage.getItem(kept)) ?? {};
  } catch {
    return {};
  }
}

function gathered() {
  const comments = {};
  for (const box of boxes) {
    if (box.value.trim()) comments[box.dataset.place] = box.value.trim();
  }
  return { ...about, name: name.value.trim(), comments };
}

function keep() {
  const now = gathered();
  const { length } = Object.keys(now.comments);
  const count = length === 1 ? "1 comment" : `${length} comments`;
  try {
    localStorage.setItem(kept, JSON.stringify(now));
    told.textContent = `${count}, kept in this browser.`;
  } catch {
    told.textContent = `${count}, not kept by this browser: save them before you close.`;
  }
}

function show({ name: who = "", comments = {} }) {
  name.value = who;
  for (const box of boxes) {
    box.value = comments[box.dataset.place] ?? "";
    if (box.value) box.closest("details").open = true;
  }
}

for (const button of document.querySelectorAll(".from")) {
  button.addEventListener("click", () => {
    sessionStorage.setItem(played, button.dataset.record);
    location.hash = "play";
    location.reload();
  });
}

document.addEventListener("input", keep);

document.querySelector("#save").addEventListener("click", () => {
  const text = JSON.stringify(gathered(), null, 1);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = `${about.story}-comments.json`;
  link.click();
});

show(read());
keep();
