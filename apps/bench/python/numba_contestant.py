"""The loop of src/contestants/tight-loop.ts, compiled by numba for one gamma, on one thread."""

import math

import numba
import numpy as np

VERSION = f"numba {numba.__version__}"


def prepare(task, labels, logits):
    if task["output"] == "value":
        gradients = hessians = logits[:0]
    else:
        gradients = np.zeros_like(logits)
        hessians = np.zeros_like(logits) if task["output"] == "hessian" else logits[:0]
    batch = compile_batch(logits.dtype.type, task["gamma"], task["alpha"], task["output"])
    results = {"gradients": gradients, "hessians": hessians}
    return (
        lambda: batch(labels, logits, gradients, hessians),
        lambda: {name: values for name, values in results.items() if values.size > 0},
    )


def compile_batch(real, gamma, alpha, output):
    """Constants are of the arrays' width: a Python float would make doubles of everything."""
    zero, one, two = real(0), real(1), real(2)
    weights = real(1 - alpha), real(2 * alpha - 1)
    exponent, slope_of_q = real(gamma), real(2 * gamma + 1)
    with_gradient, with_hessian = output != "value", output == "hessian"
    power = compile_power(gamma, exponent, one)

    @numba.njit(fastmath=True, error_model="numpy")
    def batch(labels, logits, gradients, hessians):
        total = 0.0
        for i in range(logits.size):
            y = labels[i]
            sign = two * y - one
            s = sign * logits[i]
            t = math.exp(-abs(s))
            u = one / (one + t)
            right = s >= zero
            q = t * u if right else u
            p = u if right else t * u
            L = math.log1p(t) + max(-s, zero)
            scale = (weights[0] + weights[1] * y) * power(q)
            total += scale * L
            if with_gradient:
                gradients[i] = -sign * scale * (exponent * p * L + q)
            if with_hessian:
                hessians[i] = scale * p * (exponent * L * (exponent * p - q) + slope_of_q * q)
        return total / logits.size

    return batch


def compile_power(gamma, exponent, one):
    if gamma == 0:
        return numba.njit(lambda q: one)
    if gamma == 1:
        return numba.njit(lambda q: q)
    if gamma == 2:
        return numba.njit(lambda q: q * q)
    if gamma == 3:
        return numba.njit(lambda q: q * q * q)
    return numba.njit(fastmath=True)(lambda q: q**exponent)
