"""The Python side of src/host.ts: one contestant on one task, requests and answers as lines of JSON.

    python3 host.py MODULE TASK

Requests: {"start": elements}, {"check": positions}, {"sample": repeats}.
"""

import importlib
import json
import math
import pathlib
import sys
import time


def main():
    module, task = sys.argv[1], json.loads(sys.argv[2])
    try:
        contestant = importlib.import_module(module)
    except ImportError as error:
        return answer({"unavailable": str(error)})
    answer({"version": contestant.VERSION})
    run = derivatives = None
    for line in sys.stdin:
        request = json.loads(line)
        try:
            if "start" in request:
                run = derivatives = None
                run, derivatives = contestant.prepare(task, *read_data(task, request["start"]))
                answer({})
            elif "check" in request:
                answer(check(run, derivatives, request["check"]))
            else:
                answer({"nanoseconds": sample(run, request["sample"])})
        except Exception as error:
            answer({"error": f"{type(error).__name__}: {error}"})


def read_data(task, elements):
    """Labels (classes for softmax) and logits, as NumPy arrays."""
    import numpy as np

    folder, dtype = pathlib.Path(task["folder"]), task["dtype"]
    kind = {"f32": "<f4", "f64": "<f8"}[dtype]
    logits = np.fromfile(folder / f"logits.{dtype}", kind, elements)
    if task["loss"] == "focal":
        return np.fromfile(folder / f"labels.{dtype}", kind, elements), logits
    rows = elements // task["classes"]
    classes = np.fromfile(folder / "classes.i32", "<i4", rows)
    return classes, logits.reshape(rows, task["classes"])


def check(run, derivatives, positions):
    loss = run()
    result = {"loss": number(loss)}
    for name, values in derivatives().items():
        flat = values.reshape(-1)
        result[name] = [number(flat[position]) for position in positions]
    return result


def sample(run, repeats):
    start = time.perf_counter_ns()
    for _ in range(repeats):
        run()
    return time.perf_counter_ns() - start


def number(value):
    """JSON has no NaN and no Infinity."""
    value = float(value)
    return value if math.isfinite(value) else None


def answer(message):
    print(json.dumps(message), flush=True)


main()
