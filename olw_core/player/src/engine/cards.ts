// Return cards: one short decision per behaviour, never scored; twin of olw_core/engine/cards.py.
import { EngineError } from "./errors";
import { canonical } from "./scoring";
import { publicItem, reasons } from "./view";
import type { CardView, CompiledCard, CompiledModule } from "./types";

const unknown = (): EngineError =>
  new EngineError("card-unknown", "There is no such card here. Go back and choose another.");

export function findCard(m: CompiledModule, id: unknown): CompiledCard {
  const card = m.cards.find((c) => c.id === id);
  if (!card) throw unknown();
  return card;
}

/** What a learner may see of a card before answering. */
export function cardView(m: CompiledModule, id: unknown, variant: unknown): CardView {
  const card = findCard(m, id);
  if (typeof variant !== "string" || !Object.prototype.hasOwnProperty.call(card.variants, variant))
    throw unknown();
  const told = card.variants[variant]!;
  return {
    module: m.id,
    card: card.id,
    variant,
    label: card.label,
    moment: card.moment,
    html: told.html,
    setting: { ...told.setting },
    item: publicItem(told.item),
  };
}

/** The card once answered: feedback for every option and words to try. */
export function cardAnswer(
  m: CompiledModule,
  id: unknown,
  variant: unknown,
  response: unknown,
): CardView {
  const view = cardView(m, id, variant);
  const card = findCard(m, id);
  const { item } = card.variants[view.variant]!;
  view.answer = canonical(item, response);
  view.feedback = item.options.map((o) => ({ id: o.id, ...o.feedback!, ...reasons(o) }));
  view.words_to_try = card.words_to_try;
  return view;
}
