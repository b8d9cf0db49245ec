/**
 * `focal-loss explain`: other libraries' conventions, against their own outputs.
 */
import { cpSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { focalLoss as loss, focalLossWithLogits, focalLossWithLogitsGrad } from "@focal-loss/core";
import { loadDigitsEight, loadKeras, loadTorchvision, type Nested } from "@focal-loss/fixtures";
import { describe, expect, it } from "vitest";
import { workspace } from "./command.ts";
import { shell } from "./process.ts";

const { focalLoss, write } = workspace();
const { folder, bash } = shell();
cpSync(
  fileURLToPath(new URL("../../fixtures/data/digits-eight.csv", import.meta.url)),
  join(folder, "predictions.csv"),
);

interface Explanation {
  name: string;
  gamma: number;
  alpha: number | null;
  loss: number;
  gradient: number;
  agrees: boolean;
  reasons: string[];
}

async function explain(...args: string[]): Promise<Record<string, Explanation>> {
  const { code, stdout, stderr } = await focalLoss("explain", "--json", ...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const { conventions } = JSON.parse(stdout) as { conventions: Explanation[] };
  return Object.fromEntries(conventions.map((convention) => [convention.name, convention]));
}

function close(got: number, wanted: number, tolerance: number): void {
  expect(Math.abs(got - wanted)).toBeLessThanOrEqual(tolerance * Math.abs(wanted));
}

/** An array of arrays down to the last axis. */
function lastAxis(nested: Nested): readonly (readonly number[])[] {
  const items = nested as readonly Nested[];
  return typeof items[0] === "number" ? [items as readonly number[]] : items.flatMap(lastAxis);
}

function flat(nested: Nested): readonly number[] {
  return typeof nested === "number" ? [nested] : nested.flatMap(flat);
}

describe("Keras's convention", async () => {
  const { cases } = await loadKeras();
  const binary = cases.filter((c) => c.kind === "binary");

  it("has cases", () => expect(binary.length).toBeGreaterThan(5));

  it.each(binary.map((c) => [c.id, c] as const))("gives Keras's own output: %s", async (_, c) => {
    const labels = lastAxis(c.labels);
    const means: number[] = [];
    for (const [row, predictions] of lastAxis(c.predictions).entries()) {
      let sum = 0;
      for (const [k, prediction] of predictions.entries()) {
        const label = labels[row]![k]! * (1 - c.labelSmoothing) + c.labelSmoothing / 2;
        const { keras, "keras-tf": tensorflow } = await explain(
          ...(c.fromLogits ? ["--logit", String(prediction)] : [String(prediction)]),
          String(label),
          "--gamma",
          String(c.gamma),
          ...(c.applyClassBalancing ? ["--alpha", String(c.alpha)] : []),
        );
        close(tensorflow!.loss, keras!.loss, 1e-12);
        sum += keras!.loss;
      }
      means.push(sum / predictions.length);
    }
    const weights = c.sampleWeight === null ? [1] : flat(c.sampleWeight);
    const weighted = means.map(
      (mean, row) => mean * weights[Math.floor((row * weights.length) / means.length)]!,
    );
    const total = weighted.reduce((sum, value) => sum + value, 0);
    const given = c.sampleWeight === null ? means.length : weights.reduce((sum, weight) => sum + weight, 0);
    const expected = {
      sum: [total],
      sum_over_batch_size: [total / means.length],
      mean_with_sample_weight: [total / given],
    };
    const got = c.reduction === null ? weighted : expected[c.reduction];
    const wanted = flat(c.loss);
    expect(got).toHaveLength(wanted.length);
    for (const [k, value] of wanted.entries()) close(got[k]!, value, 2e-6);
  });

  it("clips, and then has no gradient; TensorFlow's does not clip", async () => {
    const { keras, "keras-tf": tensorflow } = await explain("--logit", "-20", "1", "--gamma", "2");
    close(keras!.loss, 16.118095, 1e-6);
    close(keras!.gradient, -6.6e-8, 0.01);
    expect(keras!.reasons).toEqual([
      "p is clipped to [1e-7, 1 - 1e-7]: the cross-entropy does not grow beyond 16.11809565095832, and the gradient loses its main part",
    ]);
    const { keras: certain } = await explain("--logit", "20", "1", "--gamma", "0");
    close(certain!.loss, 1e-7, 1e-6);
    expect(certain!.reasons).toEqual([
      "p is clipped to [1e-7, 1 - 1e-7]: the cross-entropy does not fall below 1e-7, and the gradient loses its main part",
    ]);
    close(tensorflow!.loss, 20, 1e-6);
    close(tensorflow!.gradient, -1, 1e-6);
    expect(tensorflow!).toMatchObject({ agrees: true, reasons: [] });
  });
});

describe("torchvision's convention", async () => {
  const { cases } = await loadTorchvision();

  it.each(cases.map((c) => [c.id, c] as const))("gives torchvision's own output: %s", async (_, c) => {
    const losses: number[] = [];
    for (const [k, logit] of c.logits.entries()) {
      const args = ["--logit", String(logit), String(c.labels[k]), "--gamma", String(c.gamma)];
      const all = await explain(...args, ...(c.alpha < 0 ? [] : ["--alpha", String(c.alpha)]));
      // Without alpha, which torchvision writes as -1, its formula is fvcore's.
      const { loss, gradient } = all[c.alpha < 0 ? "fvcore" : "torchvision"]!;
      losses.push(loss);
      close(gradient / (c.reduction === "mean" ? c.logits.length : 1), c.gradient[k]!, 1e-12);
    }
    const sum = losses.reduce((total, loss) => total + loss, 0);
    const got = { none: losses, sum: [sum], mean: [sum / losses.length] }[c.reduction];
    for (const [k, wanted] of flat(c.loss).entries()) close(got[k]!, wanted, 1e-12);
  });
});

describe("focal-loss explain", () => {
  it("shows defaults that differ, and says why", () => {
    const { code, stdout } = bash("focal-loss explain 0.9 1");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^focal-loss +2 +none +0\.0010536051565782623 +-0\.0028964892818408717 +yes$/m);
    expect(stdout).toMatch(/^torchvision +2 +0\.25 +0\.00026340128914456557 +-0\.00072412232046021\d+ +no$/m);
    expect(stdout).toContain(
      "  torchvision: labels 1 weigh 0.25 and labels 0 weigh 0.75 unless told otherwise: alpha=-1 turns it off\n",
    );
    expect(stdout).toContain("mostly compute in float32");
  });

  it("says that all agree where they do", async () => {
    const { stdout } = await focalLoss("explain", "0.9", "0", "--alpha", "0.25", "--gamma", "0");
    expect(stdout).toContain(
      "keras, keras-tf: alpha counts only where apply_class_balancing=True turns it on\n",
    );
    const all = Object.values(await explain("0.9", "0", "--alpha", "0.25"));
    expect(all.map(({ agrees }) => agrees)).toEqual(Array<boolean>(9).fill(true));
  });

  // Values of the four forms as the libraries' sources define them, at the logits -2, 0, 0.8473, 2.
  it.each([
    ["torchvision", [0.6497, 0.1733, 0.1078, 0.0879]],
    ["focal-loss", [1.1556, 0.1733, 0.1995, 0.4963]],
    ["smp", [0.9357, 0.1733, 0.1276, 0.194]],
    ["monai", [0.7269, 0.1733, 0.1058, 0.0699]],
  ] as const)("has the form of %s for a label of 0.7", async (name, values) => {
    for (const [k, logit] of ["-2", "0", "0.8472978603872034", "2"].entries()) {
      const all = await explain("--logit", logit, "0.7", "--gamma", "2", "--alpha", "0.5");
      // Both weights are 1/2.
      expect(2 * all[name]!.loss).toBeCloseTo(values[k]!, 4);
      if (name !== "focal-loss")
        expect(all[name]!.reasons.join()).toContain("for a label between 0 and 1 one factor");
    }
  });

  it("has gradients that are the slopes of the losses, in every form", async () => {
    const h = 1e-5;
    for (const z of [-9, -2.5, -0.3, 0.1, 1.7, 8]) {
      for (const label of ["0", "1", "0.2", "0.9"]) {
        for (const gamma of ["0", "0.5", "2", "3.5"]) {
          const rest = [label, "--gamma", gamma];
          const [below, here, above] = await Promise.all(
            [z - h, z, z + h].map((x) => explain("--logit", String(x), ...rest)),
          );
          for (const [name, { gradient }] of Object.entries(here!)) {
            const slope = (above![name]!.loss - below![name]!.loss) / (2 * h);
            expect(Math.abs(gradient - slope), `${name} at ${z}, ${rest.join(" ")}`).toBeLessThan(1e-8);
          }
        }
      }
    }
  });

  it("says where float32 gives 0 or NaN", async () => {
    const { torchvision, smp, optax } = await explain("--logit", "20", "1", "--gamma", "0.5");
    const reason = "float32 rounds 1 - p_t to 0 here: the loss is 0, and the gradient NaN";
    expect(torchvision!.reasons).toContain(reason);
    expect(smp!.reasons).toContain(reason);
    expect(optax!).toMatchObject({ agrees: true, reasons: [] });
  });

  it.each(["-1000", "1000", "Infinity", "-Infinity"])(
    "is finite where the loss is, at logit %s",
    async (z) => {
      for (const label of ["0", "1", "0.5"]) {
        for (const gamma of ["0", "0.5", "2"]) {
          for (const { name, loss, gradient } of Object.values(
            await explain("--logit", z, label, "--gamma", gamma),
          )) {
            expect([loss, gradient], `${name} ${label} ${gamma}`).not.toContain("NaN");
            expect(Number.isFinite(gradient), `${name} ${label} ${gamma}: ${gradient}`).toBe(true);
          }
        }
      }
    },
  );

  it("takes a row of a file", async () => {
    const { code, stdout } = bash("focal-loss explain predictions.csv --row 12 --json -q");
    expect(code).toBe(0);
    const digits = await loadDigitsEight();
    const { logit, label, conventions } = JSON.parse(stdout) as {
      logit: number;
      label: number;
      conventions: Explanation[];
    };
    expect({ logit, label }).toEqual({ logit: digits.logits[11], label: digits.labels[11] });
    expect(conventions[0]).toMatchObject({
      loss: focalLossWithLogits(label, logit),
      gradient: focalLossWithLogitsGrad(label, logit),
    });
    const byProbability = bash("focal-loss explain predictions.csv --row 12 --probability probability -q");
    expect(byProbability.stdout).toContain(`label ${label}, probability ${digits.probabilities[11]}, `);
  });

  it("says when there is no such row", async () => {
    const file = write("two.csv", "y,p\n1,0.5\n0,0.5\n");
    expect((await explain(write("rows.csv", "y,p\n1,0.5\n0,0.25\n"), "--row", "2"))["focal-loss"]!.loss).toBe(
      loss(0, 0.25),
    );
    expect(await focalLoss("explain", "-q", file, "--row", "3")).toEqual({
      code: 3,
      stdout: "",
      stderr: "error: two.csv: has 2 rows, --row asks for 3\n",
    });
    expect((await focalLoss("explain", file, "--row", "0")).stderr).toBe(
      "error: option '--row <number>' argument '0' is invalid. Expected a whole number >= 1.\n",
    );
    expect((await focalLoss("explain", file, file, "--row", "1")).stderr).toBe(
      "error: --row: expected one file, got 'two.csv' 'two.csv'\n",
    );
    const needsRow = "error: expected --row with the number of a row, to explain a row of a file\n";
    expect(await focalLoss("explain", file)).toEqual({ code: 2, stdout: "", stderr: needsRow });
    expect((await focalLoss("explain", "0.5", "1", "--label", "y")).stderr).toBe(needsRow);
    expect((await focalLoss("explain", "0.5")).stderr).toBe(
      "error: expected a probability P and a label Y, got '0.5'\nhint: for example: focal-loss explain 0.9 1, or focal-loss explain --logit 2.2 1\n",
    );
  });
});
