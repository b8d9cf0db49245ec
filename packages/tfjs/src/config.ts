/**
 * Options in Keras's words, so that a loss crosses to Python and back.
 *
 * A config is what the `get_config` of Keras's class gives. Of a convention other than Keras's own it also has `convention`,
 * which Keras refuses instead of computing something else; without it, a config is Keras's.
 */
import { refuse } from "@focal-loss/core/kernels";
import {
  type Convention,
  DEFAULT_ALPHA,
  DEFAULT_GAMMA,
  type SparseCategoricalFocalCrossentropyOptions,
} from "./options.ts";

/** Keras's default names of the losses, by which a config is recognised. */
export type LossName =
  | "binary_focal_crossentropy"
  | "binary_crossentropy"
  | "categorical_focal_crossentropy"
  | "sparse_categorical_focal_crossentropy";

/** A loss as JSON. */
export interface LossConfig {
  readonly name: LossName;
  readonly reduction: "sum_over_batch_size";
  readonly gamma?: number;
  readonly alpha?: number | readonly number[];
  readonly apply_class_balancing?: boolean;
  readonly from_logits: boolean;
  readonly label_smoothing: number;
  readonly axis: number;
  readonly ignore_class?: number | null;
  readonly convention?: Convention;
}

/** The options of every loss for `model.compile`, as far as a config holds them. */
export interface ConfigOptions extends Omit<
  SparseCategoricalFocalCrossentropyOptions,
  "convention" | "weights" | "mask" | "reduction"
> {
  readonly convention?: Convention | undefined;
}

const CLASSES: Readonly<Record<string, LossName>> = {
  BinaryFocalCrossentropy: "binary_focal_crossentropy",
  BinaryCrossentropy: "binary_crossentropy",
  CategoricalFocalCrossentropy: "categorical_focal_crossentropy",
  SparseCategoricalFocalCrossentropy: "sparse_categorical_focal_crossentropy",
};

export function toConfig(name: LossName, options: ConfigOptions): LossConfig {
  const { gamma = DEFAULT_GAMMA, applyClassBalancing, labelSmoothing = 0, axis = -1 } = options;
  const { convention = "exact" } = options;
  const isTorchBce = name === "binary_crossentropy" && convention === "torchvision";
  const { alpha = isTorchBce ? -1 : undefined } = options;
  const { fromLogits = convention === "torchvision" } = options;
  const isKeras = convention === "keras" || convention === "keras-tf";
  const isBinary = name === "binary_focal_crossentropy" || name === "binary_crossentropy";
  const balances = isKeras
    ? applyClassBalancing === true
    : convention === "torchvision"
      ? alpha !== -1
      : alpha !== undefined || applyClassBalancing === true;
  const weights = isBinary
    ? { apply_class_balancing: balances, alpha: alpha ?? DEFAULT_ALPHA }
    : { alpha: alpha ?? (isKeras ? DEFAULT_ALPHA : 1) };
  return {
    name,
    reduction: "sum_over_batch_size",
    from_logits: fromLogits,
    label_smoothing: labelSmoothing,
    axis,
    ...(name === "binary_crossentropy" && (isKeras || !balances) ? {} : weights),
    ...(name === "binary_crossentropy" ? {} : { gamma }),
    ...(name === "sparse_categorical_focal_crossentropy"
      ? { ignore_class: options.ignoreClass ?? null }
      : {}),
    ...(convention === "keras" ? {} : { convention }),
  };
}

const KEYS = [
  "name",
  "reduction",
  "from_logits",
  "label_smoothing",
  "axis",
  "apply_class_balancing",
  "alpha",
  "gamma",
  "ignore_class",
  "convention",
  "dtype",
];

/** The name and the options of a config, or of what `keras.losses.serialize` gives. */
export function fromConfig(serialized: unknown): { name: LossName; options: ConfigOptions } {
  const outer = checkObject("config", serialized);
  const wrapped = "class_name" in outer;
  const config = wrapped ? checkObject("config.config", outer["config"]) : outer;
  for (const key of Object.keys(config)) {
    if (!KEYS.includes(key)) refuse(`config.${key}`, `none, but ${KEYS.join(", ")}`, key, false);
  }
  const name = wrapped ? CLASSES[String(outer["class_name"])] : config["name"];
  const names = wrapped ? Object.keys(CLASSES) : Object.values(CLASSES);
  if (!Object.values(CLASSES).includes(name as LossName)) {
    refuse(
      wrapped ? "config.class_name" : "config.name",
      names.join(" or "),
      wrapped ? outer["class_name"] : name,
      true,
    );
  }
  const {
    convention = "keras",
    reduction = "sum_over_batch_size",
    alpha,
    apply_class_balancing: balances,
  } = config;
  if (reduction !== "sum_over_batch_size" && reduction !== "mean") {
    refuse("config.reduction", '"sum_over_batch_size", as fit takes the mean', reduction, true);
  }
  const options = {
    gamma: config["gamma"],
    fromLogits: config["from_logits"],
    labelSmoothing: config["label_smoothing"],
    axis: convention === "torchvision" ? undefined : config["axis"],
    ignoreClass: config["ignore_class"],
    convention,
    ...weightsOf(name as LossName, convention, alpha, balances),
  };
  const given = Object.entries(options).filter(([, value]) => value !== undefined && value !== null);
  return { name: name as LossName, options: Object.fromEntries(given) as ConfigOptions };
}

/** Keras keeps an alpha that it does not use. */
function weightsOf(name: LossName, convention: unknown, alpha: unknown, balances: unknown): object {
  const isKeras = convention === "keras" || convention === "keras-tf";
  if (name === "binary_crossentropy" && isKeras) return {};
  if (name.includes("categorical") || convention === "torchvision") return { alpha };
  if (isKeras) return { alpha, applyClassBalancing: balances };
  return balances === true ? { alpha } : {};
}

function checkObject(name: string, value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null) return value as Record<string, unknown>;
  return refuse(name, "an object", value, false);
}
