// A box for the learner's own words. They stay in the memory of this page; a browser is asked to
// keep them from its form filler and from a spelling service that may live elsewhere.

import { el, uid, type Child } from "../ui/dom";

const LONGEST = 300; // characters

export interface OwnWords {
  box: HTMLTextAreaElement;
  /** The label, the hint and the box, in the order in which they are read. */
  parts: Child[];
}

export function ownWords(label: string, hint: string, words = ""): OwnWords {
  const [id, hintId] = [uid(), uid()];
  const box = el<HTMLTextAreaElement>("textarea", {
    id,
    rows: 2,
    maxlength: LONGEST,
    autocomplete: "off",
    spellcheck: "false",
    "aria-describedby": hintId,
  });
  box.value = words;
  const named = el("label", { for: id }, el("b", label));
  return { box, parts: [named, el("p.hint", { id: hintId }, hint), box] };
}
