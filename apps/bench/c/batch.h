/* Focal loss of a batch from logits, labels 0 or 1, branch-free and in one pass: the mean, and as many derivatives as there are
 * arrays for. A template: f32.c and f64.c define the vector type V with its operations, and include it.
 *
 * In the letters of src/contestants/tight-loop.ts, with x = -s the margin by which the wrong class leads:
 *
 *     e = exp(-|x|), i = 1/(1 + e)        x >= 0: q = i, p = e i        x < 0: q = e i, p = i        L = log1p(e) + max(x, 0)
 *     log1p(e) = 2 t + t w Q(w),  t = e/(2 + e), w = t^2
 *
 * What depends on gamma and on the output is constant where `element` is inlined.
 */
#include "batch-kinds.h"
#include <string.h>

#define INLINE static inline __attribute__((always_inline))

typedef struct {
  V weight0, weight1, gamma, slope;
} Constants;

typedef struct {
  V loss, gradient, hessian;
} Element;

/* exp(-u) for u >= 0, with at least the smallest normal number. */
INLINE V exp_of_minus(V u) {
  const V x = minimum(u, splat(EXP_LIMIT));
  const V shifted = minus_product(x, splat(1.44269504088896340736), splat(MAGIC));
  const V n = shifted - splat(MAGIC);
  const V r = minus_product(n, splat(LN2_LOW), minus_product(n, splat(LN2_HIGH), -x));
  return times_power_of_two(fma_of(fma_of(exp_polynomial(r), r, splat(1)), r, splat(1)), shifted);
}

INLINE V power(Power kind, V q, V minus_log_q, V gamma) {
  switch (kind) {
    case POWER_0: return splat(1);
    case POWER_1: return q;
    case POWER_2: return q * q;
    case POWER_3: return q * q * q;
    case POWER_HALF: return root(q);
    case POWER_3_HALVES: return q * root(q);
    case POWER_5_HALVES: return q * q * root(q);
    default: return exp_of_minus(gamma * minus_log_q);
  }
}

INLINE Element element(V label, V logit, Constants c, Power kind, Output output) {
  const V positive = sign_if_one(label); /* -0 for label 1, 0 for label 0 */
  const V x = flip(logit, positive);
  const V e = exp_of_minus(absolute(x));
  const V i = splat(1) / (splat(1) + e);
  const V t = e / (splat(2) + e);
  const V w = t * t;
  const V log1p = fma_of(t * w, log_polynomial(w), t + t);
  const V small = e * i;
  const V q = choose(i, small, x);
  const V L = log1p + maximum(x, splat(0));
  const V scale = choose(c.weight0, c.weight1, positive) *
                  power(kind, q, log1p + maximum(-x, splat(0)), c.gamma);
  Element result = {scale * L, splat(0), splat(0)};
  if (output == VALUE) return result;
  const V p = choose(small, i, x);
  const V gamma_L = c.gamma * L;
  result.gradient = flip(scale * fma_of(gamma_L, p, q), positive);
  if (output == GRADIENT) return result;
  result.hessian = scale * p * fma_of(gamma_L, fma_of(c.gamma, p, -q), c.slope * q);
  return result;
}

/* A sum in the lanes of V is moved to a double after this many elements. */
#define BLOCK 512

INLINE double batch(const Batch *b, Constants c, Power kind, Output output) {
  const Float *labels = b->labels, *logits = b->logits;
  Float *gradients = b->gradients, *hessians = b->hessians;
  const long whole = b->elements - b->elements % LANES;
  double sum = 0;
  for (long start = 0; start < whole; start += BLOCK) {
    const long end = start + BLOCK < whole ? start + BLOCK : whole;
    V losses = splat(0);
    for (long i = start; i < end; i += LANES) {
      const Element result = element(load(labels + i), load(logits + i), c, kind, output);
      losses += result.loss;
      if (output >= GRADIENT) store(gradients + i, result.gradient);
      if (output >= HESSIAN) store(hessians + i, result.hessian);
    }
    sum += sum_of(losses, LANES);
  }
  const long rest = b->elements - whole;
  if (rest > 0) {
    Float label[LANES] = {0}, logit[LANES] = {0}, derivative[LANES];
    memcpy(label, labels + whole, (size_t)rest * sizeof(Float));
    memcpy(logit, logits + whole, (size_t)rest * sizeof(Float));
    const Element result = element(load(label), load(logit), c, kind, output);
    sum += sum_of(result.loss, (int)rest);
    store(derivative, result.gradient);
    if (output >= GRADIENT) memcpy(gradients + whole, derivative, (size_t)rest * sizeof(Float));
    store(derivative, result.hessian);
    if (output >= HESSIAN) memcpy(hessians + whole, derivative, (size_t)rest * sizeof(Float));
  }
  return sum / (double)b->elements;
}

#define OUTPUTS_OF(kind)                                                                   \
  case kind:                                                                               \
    return b->output == VALUE      ? batch(b, c, kind, VALUE)                              \
           : b->output == GRADIENT ? batch(b, c, kind, GRADIENT)                           \
                                   : batch(b, c, kind, HESSIAN);

double MEAN_LOSS(const Batch *b) {
  const Constants c = {splat((Float)(1 - b->alpha)), splat((Float)b->alpha), splat((Float)b->gamma),
                       splat((Float)(2 * b->gamma + 1))};
  switch (power_of(b->gamma)) {
    OUTPUTS_OF(POWER_0)
    OUTPUTS_OF(POWER_1)
    OUTPUTS_OF(POWER_2)
    OUTPUTS_OF(POWER_3)
    OUTPUTS_OF(POWER_HALF)
    OUTPUTS_OF(POWER_3_HALVES)
    OUTPUTS_OF(POWER_5_HALVES)
    OUTPUTS_OF(POWER_ANY)
  }
  return 0;
}
