"""The stable closed form as NumPy expressions, in the letters of src/contestants/tight-loop.ts."""

import numpy as np

VERSION = f"NumPy {np.__version__}"


def prepare(task, labels, logits):
    gamma, output = task["gamma"], task["output"]
    results = {}

    def focal():
        loss, results["gradients"], results["hessians"] = focal_loss(
            labels, logits, gamma, task["alpha"], output
        )
        return loss

    def softmax():
        loss, results["gradients"] = softmax_loss(labels, logits, gamma, output)
        return loss

    run = softmax if task["loss"] == "softmax" else focal
    return run, lambda: {name: values for name, values in results.items() if values is not None}


def focal_loss(labels, logits, gamma, alpha, output):
    positive = labels == 1
    s = np.where(positive, logits, -logits)
    t = np.exp(-np.abs(s))
    u = 1 / (1 + t)
    q = np.where(s >= 0, t * u, u)
    L = np.log1p(t) - np.minimum(s, 0)
    scale = np.where(positive, logits.dtype.type(alpha), logits.dtype.type(1 - alpha)) * power(q, gamma)
    loss = np.mean(scale * L, dtype=np.float64)
    if output == "value":
        return loss, None, None
    p = np.where(s >= 0, u, t * u)
    slope = scale * (gamma * p * L + q)
    gradients = np.where(positive, -slope, slope)
    if output == "gradient":
        return loss, gradients, None
    return loss, gradients, scale * p * (gamma * L * (gamma * p - q) + (2 * gamma + 1) * q)


def softmax_loss(classes, logits, gamma, output):
    """A = q^gamma L at the class of the row, dA/dz_j = f p_j for the others and -f q for the class itself."""
    rows = np.arange(len(classes))
    shifted = logits - logits.max(axis=1, keepdims=True)
    e = np.exp(shifted)
    total = e.sum(axis=1)
    L = np.log(total) - shifted[rows, classes]
    e[rows, classes], own = 0, e[rows, classes]
    others = e.sum(axis=1)
    p, q = own / total, others / total
    loss = np.mean(power(q, gamma) * L, dtype=np.float64)
    if output == "value":
        return loss, None
    f = power(q, gamma)
    if gamma != 0:
        f = f + gamma * power(q, gamma - 1) * p * L
    e *= (f / total)[:, None]
    e[rows, classes] = -f * q
    return loss, e


def power(q, gamma):
    if gamma == 0:
        return np.ones_like(q)
    if gamma == 1:
        return q
    if gamma == 2:
        return q * q
    return q * q * q if gamma == 3 else q**gamma
