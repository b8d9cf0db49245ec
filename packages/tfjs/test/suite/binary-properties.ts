/**
 * What holds for binary losses of random shapes, weights, masks and options: they are core's scalars, or the formulas of other
 * libraries.
 */
import fc from "fast-check";

import * as random from "./arbitraries.ts";
import { kerasBinary, torchvision } from "./formulas.ts";
import { Jet } from "./jet.ts";
import { property, type Property, valueAndGrad } from "./property.ts";
import { exactTerm, factorsOf, reduceRows } from "./reference.ts";

const binaryCases = fc.boolean().chain((fromLogits) =>
  random.shapes.chain(({ shape, axis }) =>
    fc.record({
      shape: fc.constant(shape),
      axis: fc.constant(axis),
      fromLogits: fc.constant(fromLogits),
      y: random.tensors(shape, random.labels),
      x: random.tensors(shape, fromLogits ? random.logits : random.probabilities),
      gamma: random.gammas,
      alpha: fc.option(random.units, { nil: undefined }),
      labelSmoothing: random.smoothings,
      weights: random.spreads(shape, random.weights),
      mask: random.spreads(shape, random.flags),
      reduction: fc.constantFrom("none", "sum", "mean", "weights", "positives" as const),
      elementwise: fc.boolean(),
    }),
  ),
);

export const BINARY_PROPERTIES: Readonly<Record<string, Property>> = {
  "binary losses are core's, of any shape, weighed, masked and reduced": property(
    binaryCases,
    async (losses, c, near) => {
      const { shape, y, x, gamma, alpha, labelSmoothing, weights, mask, reduction, fromLogits } = c;
      const axis = c.elementwise && fromLogits ? undefined : c.axis;
      const options = { gamma, alpha, labelSmoothing, reduction };
      const spread = { weights: random.given(weights, axis), mask: random.given(mask, axis) };
      const labels = random.toTensor(y);
      const { value, grad } = valueAndGrad(
        (x) =>
          axis === undefined
            ? losses.sigmoidFocalLoss(labels, x, { ...options, ...spread })
            : losses.binaryFocalCrossentropy(labels, x, { ...options, ...spread, fromLogits, axis }),
        random.toTensor(x),
      );
      const terms = x.values.map((z, i) => exactTerm(y.values[i]!, z, { ...options, fromLogits }));
      const factors = factorsOf({ shape, axis, weights, mask, reduction, labels: y.values });
      const contributions = terms.map(({ loss }, i) => loss * factors[i]!);
      await near("loss", value, reduceRows(contributions, shape, axis, reduction));
      await near(
        "gradient",
        grad,
        terms.map(({ slope }, i) => slope * factors[i]!),
        terms.map(({ magnitude }, i) => magnitude * factors[i]!),
      );
    },
  ),

  "other conventions are their formulas": property(
    random.shapes.chain(({ shape }) =>
      fc.record({
        shape: fc.constant(shape),
        y: random.tensors(shape, random.labels),
        // Where float32 keeps enough digits of 1 - p.
        p: random.tensors(
          shape,
          fc.integer({ min: 4, max: 28 }).map((n) => n / 32),
        ),
        gamma: random.gammas,
        alpha: random.units,
        labelSmoothing: random.smoothings,
        applyClassBalancing: fc.boolean(),
        fromLogits: fc.boolean(),
        convention: fc.constantFrom("keras", "keras-tf", "torchvision" as const),
      }),
    ),
    async (losses, c, near) => {
      const { y, p, gamma, alpha, labelSmoothing, applyClassBalancing, convention } = c;
      const vision = convention === "torchvision";
      const fromLogits = c.fromLogits || vision;
      const inputs = fromLogits ? p.values.map((p) => 8 * (p - 0.5)) : p.values;
      const options = vision
        ? { gamma, alpha, convention, reduction: "sum" as const }
        : {
            gamma,
            alpha,
            labelSmoothing,
            applyClassBalancing,
            fromLogits,
            convention,
            reduction: "sum" as const,
          };
      const labels = random.toTensor(y);
      const { value, grad } = valueAndGrad(
        (x) => losses.binaryFocalCrossentropy(labels, x, options),
        random.toTensor({ shape: c.shape, values: inputs }),
      );
      const jets = inputs.map((z, i) =>
        vision
          ? torchvision(y.values[i]!, new Jet(z, 1), { gamma, alpha })
          : kerasBinary(y.values[i]!, new Jet(z, 1), {
              gamma,
              labelSmoothing,
              fromLogits,
              alpha: applyClassBalancing ? alpha : undefined,
            }),
      );
      const width = vision ? 1 : c.shape.at(-1);
      const wanted = jets.reduce((sum, { f }) => sum + f / width, 0);
      await near("loss", value, [wanted], [8 * wanted]);
      await near(
        "gradient",
        grad,
        jets.map(({ d }) => d / width),
        // Terms of the derivative cancel.
        jets.map(({ f, d }) => (16 * (Math.abs(d) + f)) / width),
      );
    },
  ),

  "an axis is the last one of transposed tensors": property(
    binaryCases.filter(({ shape }) => !shape.includes(0)),
    async (losses, c, near) => {
      const { gamma, alpha, labelSmoothing, fromLogits, axis, shape } = c;
      const options = { gamma, alpha, labelSmoothing, fromLogits, reduction: "none" } as const;
      const there = [...shape.keys()].filter((i) => i !== axis).concat(axis);
      const back = [...shape.keys()].map((i) => there.indexOf(i));
      const [y, x] = [random.toTensor(c.y), random.toTensor(c.x)];
      const a = valueAndGrad((x) => losses.binaryFocalCrossentropy(y, x, { ...options, axis }), x);
      const moved = y.transpose(there);
      const b = valueAndGrad((x) => losses.binaryFocalCrossentropy(moved, x, options), x.transpose(there));
      await near("loss", a.value, [...(await b.value.data())]);
      await near("gradient", a.grad, [...(await b.grad.transpose(back).data())]);
    },
  ),
};
