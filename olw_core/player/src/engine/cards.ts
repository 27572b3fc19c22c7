// Return cards: one short decision per behaviour, never scored; twin of olw_core/engine/cards.py.

import { EngineError } from "./errors";
import { canonical } from "./scoring";
import type {
  CardFeedback,
  CardView,
  CompiledCard,
  CompiledModule,
  CompiledOption,
  Variant,
} from "./types";
import { publicItem } from "./view";

const unknown = (): EngineError =>
  new EngineError("card-unknown", "There is no such card here. Go back and choose another.");

export function find(module: CompiledModule, id: unknown): CompiledCard {
  const card = module.cards.find((one) => one.id === id);
  if (!card) throw unknown();
  return card;
}

function variantOf({ variants }: CompiledCard, letter: unknown): [string, Variant] {
  const found = Object.entries(variants).find(([known]) => known === letter);
  if (!found) throw unknown();
  return found;
}

/** What a learner may see of a card before answering. */
export function cardView(module: CompiledModule, id: unknown, variant: unknown): CardView {
  const card = find(module, id);
  const [letter, { html, setting, item, later }] = variantOf(card, variant);
  return {
    module: module.id,
    card: card.id,
    variant: letter,
    label: card.label,
    moment: card.moment,
    html,
    setting: { ...setting },
    item: publicItem(item),
    ...(later && { later }),
  };
}

/** The card once answered: feedback for every option and words to try. */
export function cardAnswer(
  module: CompiledModule,
  id: unknown,
  variant: unknown,
  response: unknown,
): CardView {
  const view = cardView(module, id, variant);
  const card = find(module, id);
  const [, { item }] = variantOf(card, variant);
  view.answer = canonical(item, response);
  view.feedback = item.options.map(feedback);
  view.words_to_try = card.words_to_try;
  return view;
}

/** All that is told of one option. */
function feedback({ id, feedback: said, protects, costs }: CompiledOption): CardFeedback {
  const found: CardFeedback = { id, ...said! };
  if (protects) found.protects = protects;
  if (costs) found.costs = costs;
  return found;
}
