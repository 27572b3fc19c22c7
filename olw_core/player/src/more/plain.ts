// Plain words as HTML.

import { el } from "../ui/dom";

export const plain = (words: string): string => el("p", words).innerHTML;
