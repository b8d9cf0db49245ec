/* Four doubles at a time. */
#pragma GCC target("avx2,fma")
#include <immintrin.h>

typedef double Float;
typedef __m256d V;
#define LANES 4
#define MEAN_LOSS mean_loss_f64
#define INLINE_OPERATION static inline __attribute__((always_inline)) V

/* Up to here exp(-u) is a normal number. */
#define EXP_LIMIT 708
/* 1.5 2^52: adding it rounds to a whole number, which then stands in the lowest bits. */
#define MAGIC 6755399441055744.0
#define LN2_HIGH 0.6931471805599453
#define LN2_LOW 2.3190468138462996e-17

INLINE_OPERATION splat(double x) { return _mm256_set1_pd(x); }
INLINE_OPERATION load(const double *from) { return _mm256_loadu_pd(from); }
static inline void store(double *to, V x) { _mm256_storeu_pd(to, x); }
INLINE_OPERATION fma_of(V a, V b, V c) { return _mm256_fmadd_pd(a, b, c); }
INLINE_OPERATION minus_product(V a, V b, V c) { return _mm256_fnmadd_pd(a, b, c); }
INLINE_OPERATION minimum(V a, V b) { return _mm256_min_pd(a, b); }
INLINE_OPERATION maximum(V a, V b) { return _mm256_max_pd(a, b); }
INLINE_OPERATION root(V x) { return _mm256_sqrt_pd(x); }
INLINE_OPERATION absolute(V x) { return _mm256_andnot_pd(splat(-0.0), x); }
INLINE_OPERATION flip(V x, V sign) { return _mm256_xor_pd(x, sign); }
/* The second where the sign is set. */
INLINE_OPERATION choose(V first, V second, V sign) { return _mm256_blendv_pd(first, second, sign); }

/* The bits of 1 are 0x3ff0000000000000, so bit 61 tells it from 0. */
INLINE_OPERATION sign_if_one(V label) {
  return _mm256_and_pd(splat(-0.0), _mm256_castsi256_pd(_mm256_slli_epi64(_mm256_castpd_si256(label), 2)));
}

/* x 2^n, n in the lowest bits of `shifted`. */
INLINE_OPERATION times_power_of_two(V x, V shifted) {
  const __m256i exponent = _mm256_slli_epi64(_mm256_castpd_si256(shifted), 52);
  return _mm256_castsi256_pd(_mm256_add_epi64(_mm256_castpd_si256(x), exponent));
}

static inline double sum_of(V x, int lanes) {
  double lane[LANES], sum = 0;
  store(lane, x);
  for (int i = 0; i < lanes; i++) sum += lane[i];
  return sum;
}

/* (exp(r) - 1 - r)/r^2 for |r| <= ln(2)/2: interpolated at Chebyshev's points, like all of these. */
INLINE_OPERATION exp_polynomial(V r) {
  V sum = splat(2.510038549551032e-8);
  sum = fma_of(sum, r, splat(2.7620088445409746e-7));
  sum = fma_of(sum, r, splat(2.7557268459997064e-6));
  sum = fma_of(sum, r, splat(2.4801521295954376e-5));
  sum = fma_of(sum, r, splat(0.00019841269863053618));
  sum = fma_of(sum, r, splat(0.0013888888917213717));
  sum = fma_of(sum, r, splat(0.008333333333330062));
  sum = fma_of(sum, r, splat(0.04166666666662413));
  sum = fma_of(sum, r, splat(0.16666666666666669));
  return fma_of(sum, r, splat(0.5000000000000001));
}

/* Q(w) for w <= 1/9: 2 atanh(t) = 2 t + t w Q(w), w = t^2. */
INLINE_OPERATION log_polynomial(V w) {
  V sum = splat(0.16164045611943534);
  sum = fma_of(sum, w, splat(0.08800738486144674));
  sum = fma_of(sum, w, splat(0.12001072809590713));
  sum = fma_of(sum, w, splat(0.13314144209654935));
  sum = fma_of(sum, w, splat(0.15385570064958623));
  sum = fma_of(sum, w, splat(0.18181789436132859));
  sum = fma_of(sum, w, splat(0.22222222717427864));
  sum = fma_of(sum, w, splat(0.2857142856710876));
  sum = fma_of(sum, w, splat(0.40000000000014585));
  return fma_of(sum, w, splat(0.6666666666666666));
}

#include "batch.h"
