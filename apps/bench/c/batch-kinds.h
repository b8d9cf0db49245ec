/* A batch, and what its kernel is specialised for. */
#ifndef BATCH_KINDS_H
#define BATCH_KINDS_H

typedef enum { VALUE, GRADIENT, HESSIAN } Output;

typedef struct {
  long elements;
  double gamma, alpha;
  Output output;
  /* Arrays of float or double; those that the output does not need may be null. */
  const void *labels, *logits;
  void *gradients, *hessians;
} Batch;

/* How q^gamma is computed: by multiplication, by square root, or by exp(gamma ln q). */
typedef enum {
  POWER_0, POWER_1, POWER_2, POWER_3, POWER_HALF, POWER_3_HALVES, POWER_5_HALVES, POWER_ANY
} Power;

static inline Power power_of(double gamma) {
  const double of[] = {0, 1, 2, 3, 0.5, 1.5, 2.5};
  for (int i = 0; i < POWER_ANY; i++)
    if (gamma == of[i]) return (Power)i;
  return POWER_ANY;
}

double mean_loss_f32(const Batch *batch);
double mean_loss_f64(const Batch *batch);

#endif
