// Another language: the service keeps the choice, and the page comes anew in it.
const SELECTOR = "button.language";

/** `token`: the bearer token of the page. `reload`: brings its content again. `tell`: shows why
 *  that was refused. */
export function offerLanguages(main, token, reload, tell) {
  async function choose({ lang }, address) {
    const answer = await fetch(address, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: JSON.stringify({ lang }),
    });
    if (!answer.ok) return tell(answer);
    await reload();
    main.querySelector(`${SELECTOR}[lang="${lang}"]`)?.focus();
  }
  for (const button of main.querySelectorAll(SELECTOR)) {
    const { address } = button.parentElement.dataset;
    button.addEventListener("click", () => void choose(button, address).catch(() => tell()));
  }
}
