import { loadDigitsEight } from "@focal-loss/fixtures";

import type { Predictions } from "./charts.ts";

const { labels, logits } = await loadDigitsEight();

/** Real predictions: is a handwritten digit an 8? */
export const digits: Predictions = { labels: [...labels], logits: [...logits] };
