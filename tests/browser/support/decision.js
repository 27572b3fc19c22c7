// One decision, made in the page itself: a question from outside for each click takes the machine
// longer than the page does. What is hidden, switched off or covered cannot be clicked here either.
async ({ response, patience }) => {
  const latest = performance.now() + patience;
  const root = document.querySelector("olw-player").shadowRoot;
  const all = (selector) => [...root.querySelectorAll(selector)];
  const heading = () => all(".olw .screen .top").slice(-1)[0]?.innerText;
  const reach = (selector) => all(`.olw .q ${selector}`);

  async function until(holds, what) {
    while (!holds()) {
      if (performance.now() > latest) throw new Error(`In vain: ${what}.`);
      await new Promise((go) => setTimeout(go, 20));
    }
  }

  function isFree(control) {
    control.scrollIntoView({ block: "nearest" });
    const { left, top, width, height } = control.getBoundingClientRect();
    const hit = root.elementFromPoint(left + width / 2, top + height / 2);
    const places = [control, ...(control.labels ?? [])];
    return !control.disabled && places.some((place) => place.contains(hit));
  }

  async function click(control, what) {
    await until(() => isFree(control), `${what} can be clicked`);
    control.click();
  }

  async function tick(place, value) {
    const selector = `input[value="${value}"]`;
    await until(() => place.querySelector(selector), `${value} is offered`);
    await click(place.querySelector(selector), value);
  }

  function firstPossible() {
    const values = reach("input").map((input) => input.value);
    const [, howMany = "1"] = reach(".hint")[0]?.innerText.match(/(\d+)/) ?? [];
    return values.slice(0, Number(howMany));
  }

  function keepOrder(given) {
    const letters = reach(".rank [data-id]").map((line) => line.dataset.id);
    const shown = letters.join("");
    if (shown !== given.join("")) throw new Error(`${shown} is shown, and not ${given.join("")}.`);
  }

  async function fill(given) {
    if (reach("input").length === 0) return keepOrder(given);
    const [question] = all(".olw .q");
    const lines = reach("fieldset fieldset");
    for (const [i, value] of given.entries()) await tick(lines[i] ?? question, value);
  }

  // The controls of some questions come with the second script.
  const isThere = () => reach("input").length > 0 || reach("button").length > 1;
  await until(isThere, "a question is there");
  const before = heading();
  await fill([...(response ?? firstPossible())]);
  const send = reach("button").find((button) => button.innerText === "Continue");
  await click(send, "Continue");
  await until(() => heading() !== before, "another scene follows");
  await until(() => all(".olw .told").some((told) => told.checkVisibility()), "it is told");
};
