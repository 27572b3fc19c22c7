// Plain words as HTML.

import { el } from "../ui/dom";

export const asHtml = (words: string): string => el("p", words).innerHTML;
