/* The C side of src/host.ts: our kernel on one task, requests and answers as lines of JSON.
 *
 *     c-host TASK
 *
 * Requests: {"start": elements}, {"check": positions}, {"sample": repeats}. They and the task are of our own making, so that
 * looking for their keys is parsing enough.
 */
#define _GNU_SOURCE
#include "batch-kinds.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct {
  Batch batch;
  int is_float;
  char folder[4096];
  const char *suffix;
} Host;

/* What stands behind "key": in the text; null if it is not there. */
static const char *find(const char *text, const char *key) {
  char quoted[32];
  snprintf(quoted, sizeof quoted, "\"%s\":", key);
  const char *found = strstr(text, quoted);
  return found == NULL ? NULL : found + strlen(quoted);
}

static double number(const char *text, const char *key) {
  const char *found = find(text, key);
  return found == NULL ? NAN : strtod(found, NULL);
}

/* Copies a string without its escapes of quotes and backslashes. */
static void string(const char *text, const char *key, char *to, size_t size) {
  const char *from = find(text, key);
  size_t length = 0;
  if (from != NULL && *from == '"')
    for (from++; *from != '"' && *from != 0 && length + 1 < size; from++) {
      if (*from == '\\' && from[1] != 0) from++;
      to[length++] = *from;
    }
  to[length] = 0;
}

static int fail(const char *what) {
  printf("{\"error\": \"%s\"}\n", what);
  return 0;
}

static size_t bytes_of(const Host *host) {
  return (size_t)host->batch.elements * (host->is_float ? sizeof(float) : sizeof(double));
}

/* Whole cache lines. Every page is touched before the clock starts. */
static void *create(const Host *host) {
  const size_t bytes = (bytes_of(host) + 63) / 64 * 64;
  void *array = aligned_alloc(64, bytes);
  if (array != NULL) memset(array, 0, bytes);
  return array;
}

static void *read_array(const Host *host, const char *name) {
  char path[4200];
  snprintf(path, sizeof path, "%s/%s.%s", host->folder, name, host->suffix);
  FILE *file = fopen(path, "rb");
  void *array = create(host);
  const int complete = file != NULL && array != NULL && fread(array, 1, bytes_of(host), file) == bytes_of(host);
  if (file != NULL) fclose(file);
  if (complete) return array;
  free(array);
  return NULL;
}

static int start(Host *host, const char *text) {
  Batch *b = &host->batch;
  free((void *)b->labels), free((void *)b->logits), free(b->gradients), free(b->hessians);
  b->elements = (long)number(text, "start");
  b->labels = read_array(host, "labels");
  b->logits = read_array(host, "logits");
  b->gradients = b->output >= GRADIENT ? create(host) : NULL;
  b->hessians = b->output >= HESSIAN ? create(host) : NULL;
  if (b->labels == NULL || b->logits == NULL) return fail("cannot read the data");
  if ((b->output >= GRADIENT && b->gradients == NULL) || (b->output >= HESSIAN && b->hessians == NULL))
    return fail("out of memory");
  return printf("{}\n");
}

static double mean_loss(const Host *host) {
  return host->is_float ? mean_loss_f32(&host->batch) : mean_loss_f64(&host->batch);
}

/* JSON has no NaN and no Infinity. */
static void print_number(double x) {
  if (isfinite(x)) printf("%.17g", x);
  else printf("null");
}

static void print_at(const Host *host, const char *name, const void *array, const char *positions) {
  printf(", \"%s\": [", name);
  for (char *end; *positions != ']' && *positions != 0; positions = *end == ',' ? end + 1 : end) {
    const long i = strtol(positions, &end, 10);
    if (end == positions || i < 0 || i >= host->batch.elements) break;
    print_number(host->is_float ? ((const float *)array)[i] : ((const double *)array)[i]);
    if (*end == ',') printf(", ");
  }
  printf("]");
}

static int check(const Host *host, const char *positions) {
  printf("{\"loss\": ");
  print_number(mean_loss(host));
  if (host->batch.output >= GRADIENT) print_at(host, "gradients", host->batch.gradients, positions);
  if (host->batch.output >= HESSIAN) print_at(host, "hessians", host->batch.hessians, positions);
  return printf("}\n");
}

static int sample(const Host *host, long repeats) {
  struct timespec from, to;
  clock_gettime(CLOCK_MONOTONIC, &from);
  for (long i = 0; i < repeats; i++) mean_loss(host);
  clock_gettime(CLOCK_MONOTONIC, &to);
  const double nanoseconds = 1e9 * (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec);
  return printf("{\"nanoseconds\": %.0f}\n", nanoseconds);
}

int main(int argc, char **argv) {
  const char *task = argc > 1 ? argv[1] : "";
  Host host = {0};
  char dtype[8], output[16];
  string(task, "dtype", dtype, sizeof dtype);
  string(task, "output", output, sizeof output);
  string(task, "folder", host.folder, sizeof host.folder);
  host.is_float = strcmp(dtype, "f32") == 0;
  host.suffix = host.is_float ? "f32" : "f64";
  host.batch.gamma = number(task, "gamma");
  host.batch.alpha = number(task, "alpha");
  host.batch.output = strcmp(output, "hessian") == 0 ? HESSIAN : strcmp(output, "gradient") == 0 ? GRADIENT : VALUE;

  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma"))
    return printf("{\"unavailable\": \"the processor has no AVX2 or no FMA\"}\n") < 0;
  printf("{\"version\": \"C by gcc %s\"}\n", __VERSION__);
  fflush(stdout);

  char *line = NULL;
  size_t size = 0;
  while (getline(&line, &size, stdin) > 0) {
    const char *positions = find(line, "check");
    if (find(line, "start") != NULL) start(&host, line);
    else if (host.batch.logits == NULL) fail("not started");
    else if (positions != NULL) check(&host, positions + strspn(positions, " ["));
    else if (find(line, "sample") != NULL) sample(&host, (long)number(line, "sample"));
    else fail("unknown request");
    fflush(stdout);
  }
  free(line);
  return 0;
}
