/* Eight floats at a time. */
#pragma GCC target("avx2,fma")
#include <immintrin.h>

typedef float Float;
typedef __m256 V;
#define LANES 8
#define MEAN_LOSS mean_loss_f32
#define INLINE_OPERATION static inline __attribute__((always_inline)) V

/* Up to here exp(-u) is a normal number. */
#define EXP_LIMIT 87
/* 1.5 2^23: adding it rounds to a whole number, which then stands in the lowest bits. */
#define MAGIC 12582912
#define LN2_HIGH 0.693147182464599609375f
#define LN2_LOW -1.904654299957768e-9f

INLINE_OPERATION splat(float x) { return _mm256_set1_ps(x); }
INLINE_OPERATION load(const float *from) { return _mm256_loadu_ps(from); }
static inline void store(float *to, V x) { _mm256_storeu_ps(to, x); }
INLINE_OPERATION fma_of(V a, V b, V c) { return _mm256_fmadd_ps(a, b, c); }
INLINE_OPERATION minus_product(V a, V b, V c) { return _mm256_fnmadd_ps(a, b, c); }
INLINE_OPERATION minimum(V a, V b) { return _mm256_min_ps(a, b); }
INLINE_OPERATION maximum(V a, V b) { return _mm256_max_ps(a, b); }
INLINE_OPERATION root(V x) { return _mm256_sqrt_ps(x); }
INLINE_OPERATION absolute(V x) { return _mm256_andnot_ps(splat(-0.0f), x); }
INLINE_OPERATION flip(V x, V sign) { return _mm256_xor_ps(x, sign); }
/* The second where the sign is set. */
INLINE_OPERATION choose(V first, V second, V sign) { return _mm256_blendv_ps(first, second, sign); }

/* The bits of 1 are 0x3f800000, so bit 29 tells it from 0. */
INLINE_OPERATION sign_if_one(V label) {
  return _mm256_and_ps(splat(-0.0f), _mm256_castsi256_ps(_mm256_slli_epi32(_mm256_castps_si256(label), 2)));
}

/* x 2^n, n in the lowest bits of `shifted`. */
INLINE_OPERATION times_power_of_two(V x, V shifted) {
  const __m256i exponent = _mm256_slli_epi32(_mm256_castps_si256(shifted), 23);
  return _mm256_castsi256_ps(_mm256_add_epi32(_mm256_castps_si256(x), exponent));
}

static inline double sum_of(V x, int lanes) {
  float lane[LANES];
  double sum = 0;
  store(lane, x);
  for (int i = 0; i < lanes; i++) sum += lane[i];
  return sum;
}

/* (exp(r) - 1 - r)/r^2 for |r| <= ln(2)/2: interpolated at Chebyshev's points, like all of these. */
INLINE_OPERATION exp_polynomial(V r) {
  V sum = splat(0.0013926183587713494f);
  sum = fma_of(sum, r, splat(0.008363179052722578f));
  sum = fma_of(sum, r, splat(0.041666554617204574f));
  sum = fma_of(sum, r, splat(0.16666576989698775f));
  return fma_of(sum, r, splat(0.5f));
}

/* Q(w) for w <= 1/9: 2 atanh(t) = 2 t + t w Q(w), w = t^2. */
INLINE_OPERATION log_polynomial(V w) {
  V sum = splat(0.2685149802283715f);
  sum = fma_of(sum, w, splat(0.2823661980531048f));
  sum = fma_of(sum, w, splat(0.40007560644911205f));
  return fma_of(sum, w, splat(0.6666664033669923f));
}

#include "batch.h"
