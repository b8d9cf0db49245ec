/**
 * `focal-loss at P Y`: one loss with all its terms.
 */
import { lossOptions, type WeightOptions, weightsDocument } from "../command-line/weights.ts";
import type { Output } from "../output.ts";
import { readPoint } from "../point/point.ts";
import { type Terms, termsOf } from "../point/terms.ts";
import { formatJson } from "../print/json.ts";
import { formatTable } from "../print/table.ts";

export interface AtOptions extends WeightOptions {
  readonly logit?: string;
  readonly gamma?: readonly number[];
  readonly json?: boolean;
}

export function atCommand(args: readonly string[], options: AtOptions, output: Output): void {
  const { gamma: gammas = [2] } = options;
  const point = readPoint(args, options.logit, "at");
  const { label, probability, logit } = point;
  const results = gammas.map((gamma) => termsOf(point, lossOptions(gamma, options)));
  if (options.json === true) {
    output.stdout(formatJson({ label, probability, logit, options: weightsDocument(options), results }));
    return;
  }
  const given = Object.entries({ label, probability, logit }).map(([name, value]) => [
    name,
    ...gammas.map((_, k) => (k === 0 ? String(value) : "")),
  ]);
  output.stdout(formatTable([...given, ...toRows(results)]));
}

/** A row a quantity, a column a gamma. */
function toRows(results: readonly Terms[]): string[][] {
  const row = (name: string, value: (terms: Terms) => number): string[] => [
    name,
    ...results.map((terms) => String(value(terms))),
  ];
  const parts = results[0]!.terms.flatMap((first, k, all) => {
    const of = all.length > 1 ? ` of class ${first.class}` : "";
    return [
      row(`p_t${of}`, ({ terms }) => terms[k]!.pT),
      row(`alpha_t${of}`, ({ terms }) => terms[k]!.alphaT),
      row(`modulating factor${of}`, ({ terms }) => terms[k]!.modulatingFactor),
      row(`cross-entropy${of}`, ({ terms }) => terms[k]!.crossEntropy),
    ];
  });
  return [
    row("gamma", ({ gamma }) => gamma),
    ...parts,
    row("loss", ({ loss }) => loss),
    row("gradient by logit", ({ byLogit }) => byLogit.gradient),
    row("Hessian by logit", ({ byLogit }) => byLogit.hessian),
    row("gradient by probability", ({ byProbability }) => byProbability.gradient),
    row("Hessian by probability", ({ byProbability }) => byProbability.hessian),
    row("recovered probability", ({ recoveredProbability }) => recoveredProbability),
  ];
}
